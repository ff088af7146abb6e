package io.billet.storage.jdbc;

import io.billet.storage.api.Bounds;
import io.billet.storage.api.SettingStore;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Settings, a row each. */
final class JdbcSettingStore implements SettingStore {

    private final Database database;

    JdbcSettingStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<String> find(String name) {
        Bounds.settingName(name);
        return database.read(
                "find a setting",
                handle -> handle.createQuery("SELECT setting_value FROM <prefix>setting WHERE name = :name")
                        .bind("name", name)
                        .map(database.mapper(row -> row.text("setting_value")))
                        .findOne());
    }

    /** Of several who find nothing there, the primary key lets one through; of several who find a value, its row does. */
    @Override
    public boolean replace(String name, Optional<String> expected, Optional<String> value) {
        Bounds.settingName(name);
        value.ifPresent(Bounds::settingValue);
        try {
            return database.write("replace a setting", handle -> replaced(handle, name, expected, value));
        } catch (UniqueViolation e) {
            return false;
        }
    }

    private boolean replaced(Handle handle, String name, Optional<String> expected, Optional<String> value) {
        // Locked, and compared here: a database compares text by rules of its own.
        Optional<String> stored = handle.createQuery(
                        "SELECT setting_value FROM <prefix>setting WHERE name = :name FOR UPDATE")
                .bind("name", name)
                .map(database.mapper(row -> row.text("setting_value")))
                .findOne();
        if (!stored.equals(expected)) {
            return false;
        }
        if (stored.isEmpty() && value.isEmpty()) {
            return true;
        }
        String change = stored.isEmpty()
                ? "INSERT INTO <prefix>setting (setting_value, name) VALUES (:value, :name)"
                : value.isEmpty()
                        ? "DELETE FROM <prefix>setting WHERE name = :name"
                        : "UPDATE <prefix>setting SET setting_value = :value WHERE name = :name";
        var statement = handle.createUpdate(change).bind("name", name);
        value.ifPresent(text -> statement.bind("value", text));
        statement.execute();
        return true;
    }
}
