package io.billet.examples.mvstore;

import io.billet.storage.api.Bounds;
import io.billet.storage.api.SettingStore;
import java.util.Optional;

/** Settings by their names. */
final class MvSettings implements SettingStore {

    private final MvFile file;
    private final MvFile.Shelf<String> settings;

    MvSettings(MvFile file) {
        this.file = file;
        settings = file.shelf("settings", String.class);
    }

    @Override
    public Optional<String> find(String name) {
        return file.read(() -> settings.get(Bounds.settingName(name)));
    }

    @Override
    public boolean replace(String name, Optional<String> expected, Optional<String> value) {
        value.ifPresent(Bounds::settingValue);
        return file.write(() -> {
            boolean asExpected = find(name).equals(expected);
            if (asExpected) {
                value.ifPresentOrElse(text -> settings.put(name, text), () -> settings.remove(name));
            }
            return asExpected;
        });
    }
}
