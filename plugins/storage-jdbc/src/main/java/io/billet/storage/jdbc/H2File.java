package io.billet.storage.jdbc;

import io.billet.storage.api.StorageException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.h2.Driver;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/** An H2 database in a file: what is asked of the file system before H2 opens it, how it is opened, what its failures mean. */
final class H2File {

    /** H2's file system that reads and writes by other threads: else who interrupts one caller closes the file under all. */
    static final String UNINTERRUPTED = "async:";

    private static final String SUFFIX = ".mv.db";
    private static final String SETTINGS = ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0";

    /** With less the file cannot grow by much. */
    private static final long LEAST_SPACE = 1 << 20;

    private static final List<String> FULL = List.of("No space left", "quota exceeded", "not enough space");

    private static final Set<Integer> CLOSED = Set.of(
            ErrorCode.DATABASE_IS_CLOSED,
            ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
            ErrorCode.CONNECTION_BROKEN_1,
            ErrorCode.OUT_OF_MEMORY);

    /** Errors of the store from here on are about transactions, after which it goes on. */
    private static final int FIRST_OF_TRANSACTIONS = DataUtils.ERROR_TRANSACTION_CORRUPT;

    private final Path database;
    private final Path file;
    private final String fileSystem;

    /**
     * @param database   its name, without the suffix that H2 adds
     * @param fileSystem the prefix of one of H2's file systems
     * @throws IllegalArgumentException if H2 would take the name for another
     */
    H2File(Path database, String fileSystem) {
        String name = database.toString();
        if (name.indexOf(';') >= 0) {
            throw new IllegalArgumentException("the name of an H2 database has no semicolon in it");
        }
        if (name.toLowerCase(Locale.ROOT).endsWith(SUFFIX)) {
            throw new IllegalArgumentException(
                    "the name of an H2 database is given without " + SUFFIX + ", which H2 adds by itself");
        }
        this.database = database.toAbsolutePath().normalize();
        if (this.database.getFileName() == null) {
            throw new IllegalArgumentException("the root of a file system is no name for an H2 database");
        }
        this.file = this.database.resolveSibling(this.database.getFileName() + SUFFIX);
        this.fileSystem = fileSystem;
    }

    /**
     * Makes the folder, and finds out what H2 would not mention, or only as the cause of a cause.
     *
     * @throws StorageException if the file cannot be where it is to be, or cannot be written
     */
    void prepare() {
        if (Files.isDirectory(file)) {
            throw unusable(file + " is a folder");
        }
        if (Files.isDirectory(database) && !Files.exists(file)) {
            throw unusable(
                    database + " is a folder; give the name of a database in it, such as " + database.resolve("blog"));
        }
        Path folder = Objects.requireNonNull(database.getParent());
        if (!Files.isDirectory(folder)) {
            make(folder);
        }
        Path written = Files.exists(file) ? file : folder;
        if (!Files.isWritable(written)) {
            throw unusable(written + " may not be written");
        }
    }

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StorageException(
                    Database.COULD_NOT_CONNECT + ": the folder " + folder + " cannot be made (" + words(e) + ")", e);
        }
    }

    private static StorageException unusable(String reason) {
        return new StorageException(Database.COULD_NOT_CONNECT + ": " + reason);
    }

    /**
     * @param readOnly for a file in which nothing can be written at present; H2 would otherwise remove what was left half
     *                 done, which is writing
     */
    Connection connect(boolean readOnly) throws SQLException {
        Properties user = new Properties();
        user.setProperty("user", "sa");
        return Driver.load()
                .connect("jdbc:h2:" + fileSystem + database + SETTINGS + (readOnly ? ";ACCESS_MODE_DATA=r" : ""), user);
    }

    /** Whether H2 closed the database because of the failure, or had closed it before. */
    static boolean isLost(SQLException failure) {
        return CLOSED.contains(failure.getErrorCode())
                || find(failure, IOException.class).isPresent()
                || find(failure, MVStoreException.class)
                        .filter(store -> store.getErrorCode() < FIRST_OF_TRANSACTIONS)
                        .isPresent();
    }

    static boolean isWriteFailure(SQLException failure) {
        return find(failure, MVStoreException.class)
                .filter(store -> store.getErrorCode() == DataUtils.ERROR_WRITING_FAILED)
                .isPresent();
    }

    /** Whether there is anything to read; H2 would try to begin an empty file, and leave it open. */
    boolean isBegun() {
        try {
            return Files.size(file) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    boolean hasSpace() {
        try {
            return Files.getFileStore(file).getUsableSpace() >= LEAST_SPACE;
        } catch (IOException e) {
            return true;
        }
    }

    /** Returns why a call failed, to be read after a colon. */
    Optional<String> reason(SQLException failure) {
        if (find(failure, OverlappingFileLockException.class).isPresent()) {
            return Optional.of("this process has " + file + " open already, by another URL");
        }
        return switch (failure.getErrorCode()) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1 -> Optional.of("another process has " + file + " open");
            case ErrorCode.WRONG_USER_OR_PASSWORD ->
                Optional.of(file + " was made for another user or with a password");
            case ErrorCode.FILE_VERSION_ERROR_1 ->
                Optional.of(file + " is of a format that this release of H2 does not read");
            case ErrorCode.FILE_CORRUPTED_1, ErrorCode.FILE_ENCRYPTION_ERROR_1 -> Optional.of(damaged());
            case ErrorCode.OUT_OF_MEMORY -> Optional.of("there was not enough memory");
            default -> reasonOfFileSystem(failure).or(() -> FailureReason.of(failure));
        };
    }

    private Optional<String> reasonOfFileSystem(SQLException failure) {
        if (find(failure, EOFException.class).isPresent()) {
            return Optional.of(damaged());
        }
        boolean writing = isWriteFailure(failure);
        Optional<IOException> cause = find(failure, IOException.class);
        boolean full = cause.map(IOException::getMessage)
                .filter(message -> FULL.stream().anyMatch(message::contains))
                .isPresent();
        if (full || (writing && !hasSpace())) {
            return Optional.of("the disk with " + file + " is full");
        }
        return cause.map(e -> file + " could not be " + (writing ? "written" : "read") + " (" + words(e) + ")");
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private String damaged() {
        return file + " is not an H2 database, is encrypted, or is damaged";
    }

    /** The operating system's own words where there are some: without the name of the file, which is said already. */
    private static String words(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "access denied";
        }
        if (failure instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " is not a folder";
        }
        if (failure instanceof FileSystemException of && of.getReason() != null) {
            return of.getReason();
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /** Returns the innermost cause of a type: H2 wraps a failure in failures of the same type. */
    private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        Optional<T> found = Optional.empty();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                found = Optional.of(type.cast(cause));
            }
        }
        return found;
    }
}
