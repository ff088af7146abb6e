package io.billet.examples.mvstore;

import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.BlogStorageProvider;
import java.nio.file.Path;
import java.util.Map;

/** Lets hosts open the plugin by its name: {@code BlogStorageProvider.named("mvstore").open(Map.of("file", ...))}. */
public final class MvStorageProvider implements BlogStorageProvider {

    @Override
    public String name() {
        return "mvstore";
    }

    @Override
    public BlogStorage open(Map<String, String> settings) {
        String file = settings.get("file");
        if (file == null || settings.size() != 1) {
            throw new IllegalArgumentException("storage 'mvstore' needs the setting 'file' and knows no other");
        }
        return new MvStorage(Path.of(file));
    }
}
