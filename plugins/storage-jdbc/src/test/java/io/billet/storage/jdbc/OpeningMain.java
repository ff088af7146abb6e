package io.billet.storage.jdbc;

import io.billet.storage.api.StorageException;
import java.nio.file.Path;

/** A process that opens a database in a file, and says why that failed. */
final class OpeningMain {

    private OpeningMain() {}

    public static void main(String[] arguments) {
        try {
            JdbcStorage.h2File(Path.of(arguments[0])).close();
            System.out.println("opened");
        } catch (StorageException e) {
            System.out.println(e.getMessage());
        }
    }
}
