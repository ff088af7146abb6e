package io.billet.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.billet.core.Slug;
import io.billet.core.Tag;
import io.billet.storage.api.StorageException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.h2.mvstore.DataUtils;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why a database in a file cannot be opened, said in one line that names the file. */
class H2FileTest {

    private static final Tag TAG = Tag.named(Slug.of("europe"), "Europe");

    @TempDir
    private Path folder;

    private Path database;
    private Path file;

    private void inFolder(Path where) {
        database = where.resolve("blog");
        file = where.resolve("blog.mv.db");
    }

    @Nested
    class IsOpened {

        @Test
        void in_folders_that_are_missing_and_with_what_it_held() {
            inFolder(folder.resolve("new folder/é/blogs"));
            make();
            try (JdbcStorage storage = JdbcStorage.h2File(database)) {
                assertThat(storage.tags().find(TAG.slug())).contains(TAG);
            }
            assertThat(file.getParent().toFile().list()).containsExactly("blog.mv.db");
        }

        @Test
        void through_a_folder_that_is_a_link() throws IOException {
            Files.createDirectory(folder.resolve("real"));
            inFolder(Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real")));
            make();
            assertThat(folder.resolve("real/blog.mv.db")).exists();
        }

        /** As a start-up that is repeated by hand or by a supervisor would. */
        @Test
        void once_the_process_that_had_it_open_has_ended() throws Exception {
            inFolder(folder);
            Process other = otherProcess();
            try {
                assertThatThrownBy(() -> JdbcStorage.h2File(database)).isInstanceOf(StorageException.class);
            } finally {
                other.destroyForcibly().waitFor();
            }
            make();
        }
    }

    @Nested
    class IsRefused {

        @Test
        void while_another_process_has_it_open() throws Exception {
            inFolder(folder);
            Process other = otherProcess();
            try {
                assertRefused("another process has " + file + " open");
            } finally {
                other.destroyForcibly().waitFor();
            }
        }

        @Test
        void while_this_process_has_it_open_by_another_url() throws Exception {
            inFolder(folder);
            try (Connection connection = connect("")) {
                assertThat(connection.isValid(1)).isTrue();
                assertRefused("this process has " + file + " open already, by another URL");
            }
        }

        @Test
        void in_a_folder_that_is_a_file() throws IOException {
            Files.writeString(folder.resolve("plain"), "");
            inFolder(folder.resolve("plain"));
            assertRefused("the folder " + folder.resolve("plain") + " cannot be made (" + folder.resolve("plain")
                    + " is not a folder)");
            inFolder(folder.resolve("plain/deeper"));
            assertRefused("the folder " + folder.resolve("plain/deeper") + " cannot be made (");
        }

        @Test
        void where_a_folder_has_its_name() throws IOException {
            inFolder(folder);
            Files.createDirectory(database);
            assertRefused(
                    database + " is a folder; give the name of a database in it, such as " + database.resolve("blog"));
            Files.createDirectory(file);
            assertRefused(file + " is a folder");
        }

        /** Somebody may have a folder of that name beside a database that has been there for long. */
        @Test
        void not_because_a_folder_stands_beside_it() throws IOException {
            inFolder(folder);
            make();
            Files.createDirectory(database);
            make();
        }

        @Test
        void if_it_was_made_with_a_password() throws SQLException {
            inFolder(folder);
            DriverManager.getConnection("jdbc:h2:file:" + database, "sa", "secret")
                    .close();
            assertRefused(file + " was made for another user or with a password");
        }

        @ParameterizedTest
        @ValueSource(ints = {2, 4, 9})
        void if_it_is_of_a_format_that_is_older_or_newer(int format) throws IOException {
            inFolder(folder);
            make();
            byte[] octets = Files.readAllBytes(file);
            for (int header = 0; header < 2 * 4096; header += 4096) {
                setFormat(octets, header, format);
            }
            Files.write(file, octets);
            assertRefused(file + " is of a format that this release of H2 does not read");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 14, 5_000, 30_000})
        void if_it_is_no_database(int length) throws IOException {
            inFolder(folder);
            for (byte octet : new byte[] {0, 'H', -1}) {
                byte[] octets = new byte[length];
                Arrays.fill(octets, octet);
                Files.write(file, octets);
                assertRefused(file + " is not an H2 database, is encrypted, or is damaged");
            }
        }

        @Test
        void if_it_is_encrypted() throws SQLException {
            inFolder(folder);
            DriverManager.getConnection("jdbc:h2:file:" + database + ";CIPHER=AES", "sa", "secret secret")
                    .close();
            assertRefused(file + " is not an H2 database, is encrypted, or is damaged");
        }

        /** H2 would open it, and fail at the first writing call. */
        @Test
        void if_it_may_not_be_written() throws Exception {
            if (System.getProperty("user.name").equals("root")) {
                try (SmallDisk disk = SmallDisk.mountedAt(folder, 1)) {
                    inFolder(disk.folder());
                    make();
                    disk.makeReadOnly();
                    assertRefused(file + " may not be written");
                    database = folder.resolve("other");
                    assertRefused(folder + " may not be written");
                }
                return;
            }
            inFolder(folder);
            make();
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
            assertRefused(file + " may not be written");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
            database = folder.resolve("other");
            assertRefused(folder + " may not be written");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }

        @Test
        void if_it_is_new_and_the_disk_is_full() throws Exception {
            try (SmallDisk disk = SmallDisk.mountedAt(folder, 4)) {
                disk.fill();
                inFolder(folder);
                assertRefused("the disk with " + file + " is full");
                disk.free();
                Files.delete(file);
                make();
            }
        }

        @Test
        void if_its_name_is_too_long() {
            inFolder(folder);
            database = folder.resolve("x".repeat(300));
            assertRefused(database + ".mv.db could not be read (File name too long)");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a;b", "blog.mv.db", "blog.MV.DB"})
        void by_a_name_that_h2_would_take_for_another(String name) {
            assertThatThrownBy(() -> JdbcStorage.h2File(folder.resolve(name)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("the name of an H2 database ");
            assertThat(folder.toFile().list()).isEmpty();
        }

        @Test
        void by_a_name_that_is_none() {
            assertThatThrownBy(() -> JdbcStorage.h2File(Path.of("/")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no name");
        }

        @Test
        void without_h2() throws Exception {
            String classPath = Arrays.stream(
                            System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry -> !entry.matches(".*[/\\\\]h2-[^/\\\\]*\\.jar"))
                    .collect(Collectors.joining(File.pathSeparator));
            Process process = process(classPath, OpeningMain.class, folder.resolve("blog"));
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said).isEqualTo("H2 is not there: add com.h2database:h2 to the class path\n");
        }

        private void assertRefused(String reason) {
            assertThatThrownBy(() -> JdbcStorage.h2File(database))
                    .isInstanceOf(StorageException.class)
                    .satisfies(e -> assertThat(e.getMessage())
                            .startsWith("Could not connect to the database: " + reason)
                            .doesNotContain("\n"));
        }
    }

    private void make() {
        try (JdbcStorage storage = JdbcStorage.h2File(database)) {
            storage.tags().put(TAG);
        }
    }

    private Connection connect(String settings) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + database + settings, "sa", "");
    }

    /** A process that writes to the database, and has done so for the first time. */
    private Process otherProcess() throws IOException {
        Process process = process(System.getProperty("java.class.path"), WriterMain.class, "h2", database, "x");
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(lines.readLine()).contains("stored");
        return process;
    }

    private static Process process(String classPath, Class<?> main, Object... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                main.getName());
        Arrays.stream(arguments).map(Object::toString).forEach(builder.command()::add);
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static void setFormat(byte[] octets, int header, int format) {
        String text = new String(octets, header, 4096, StandardCharsets.ISO_8859_1);
        int number = text.indexOf("format:") + "format:".length();
        octets[header + number] = (byte) ('0' + format);
        int end = text.indexOf(",fletcher:");
        String checksum = ",fletcher:" + Integer.toHexString(DataUtils.getFletcher32(octets, header, end)) + "\n";
        byte[] checksumOctets = checksum.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(checksumOctets, 0, octets, header + end, checksumOctets.length);
    }
}
