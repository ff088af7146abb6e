package io.billet.storage.files;

import java.io.IOException;

/** Says which calls of a {@link FaultyFileSystem} fail. */
final class Faults {

    /** How a call fails. */
    enum Kind {
        /** It does nothing and fails. */
        REFUSED,
        /** A write writes half and fails; calls of other kinds do not count. */
        SHORT,
        /** It does all that it should and fails all the same, as over a network. */
        LATE,
        /** It does nothing and fails, and so does every call after it: the process has died, or the disk is gone. */
        CRASH
    }

    /** A call. */
    interface Call<T> {
        T run() throws IOException;
    }

    private Kind kind = Kind.REFUSED;
    private int failsAt;
    private int calls;

    /** @param call counted from 1; 0 for none */
    void failAt(int call, Kind how) {
        failsAt = call;
        kind = how;
        calls = 0;
    }

    void none() {
        failAt(0, Kind.REFUSED);
    }

    /** Returns whether the call that was to fail has been made. */
    boolean hasFailed() {
        return failsAt > 0 && calls >= failsAt;
    }

    <T> T call(String name, Call<T> call) throws IOException {
        return call(name, call, () -> {});
    }

    /** @param half what is done by a call that fails {@link Kind#SHORT} */
    <T> T call(String name, Call<T> call, Half half) throws IOException {
        if (kind == Kind.SHORT && !name.equals("write")) {
            return call.run();
        }
        calls++;
        boolean fails = failsAt > 0 && (kind == Kind.CRASH ? calls >= failsAt : calls == failsAt);
        if (!fails) {
            return call.run();
        }
        if (kind == Kind.LATE) {
            call.run();
        } else if (kind == Kind.SHORT) {
            half.run();
        }
        throw new IOException("No space left on device");
    }

    /** Half a call. */
    interface Half {
        void run() throws IOException;
    }
}
