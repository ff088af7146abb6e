package io.billet.storage.files;

/** A file is not in the form that it should have; becomes a {@link BrokenFile}. */
final class MalformedFileException extends Exception {

    private final int line;

    MalformedFileException(int line, String reason) {
        super(reason);
        this.line = line;
    }

    int line() {
        return line;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
