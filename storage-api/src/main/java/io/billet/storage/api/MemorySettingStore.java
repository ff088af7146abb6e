package io.billet.storage.api;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Settings in a map. */
final class MemorySettingStore implements SettingStore {

    private final MemoryGuard guard;
    private final Map<String, String> values = new HashMap<>();

    MemorySettingStore(MemoryGuard guard) {
        this.guard = guard;
    }

    @Override
    public Optional<String> find(String name) {
        return guard.read(() -> Optional.ofNullable(values.get(Bounds.settingName(name))));
    }

    @Override
    public boolean replace(String name, Optional<String> expected, Optional<String> value) {
        Bounds.settingName(name);
        value.ifPresent(Bounds::settingValue);
        return guard.write(() -> {
            boolean asExpected = Optional.ofNullable(values.get(name)).equals(expected);
            if (asExpected) {
                value.ifPresentOrElse(text -> values.put(name, text), () -> values.remove(name));
            }
            return asExpected;
        });
    }
}
