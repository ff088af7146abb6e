package io.billet.benchmarks.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How long processors were at work for this process, and for a server of PostgreSQL: other work on the machine shows in neither. */
final class CpuTime {

    private final Optional<ProcessHandle> server;

    private CpuTime(Optional<ProcessHandle> server) {
        this.server = server;
    }

    /** Seconds of processors. */
    record Reading(double process, double server) {

        Reading since(Reading earlier) {
            return new Reading(process - earlier.process, server - earlier.server);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "processors: %.1f s here, %.1f s in the server", process, server);
        }
    }

    static CpuTime ofThis() {
        return new CpuTime(Optional.empty());
    }

    /** @param file in whose first line the number of the server's process stands */
    static CpuTime withServer(Path file) throws IOException {
        return new CpuTime(
                ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).strip())));
    }

    /** Of the server's processes that run now: those of connections of a pool do until it is closed. */
    Reading read() {
        return new Reading(
                seconds(ProcessHandle.current()),
                server.stream()
                        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                        .mapToDouble(CpuTime::seconds)
                        .sum());
    }

    private static double seconds(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }
}
