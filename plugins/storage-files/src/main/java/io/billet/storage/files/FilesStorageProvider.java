package io.billet.storage.files;

import io.billet.core.LanguageTag;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.BlogStorageProvider;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Opens a {@link FilesStorage} by the name {@code files}. Settings: {@code folder} (required), {@code new-articles-in},
 * {@code language}; they mean what the methods of {@link FilesStorage.Builder} mean.
 *
 * <p>Immutable and thread-safe.
 */
public final class FilesStorageProvider implements BlogStorageProvider {

    private static final Set<String> SETTINGS = Set.of("folder", "new-articles-in", "language");

    @Override
    public String name() {
        return "files";
    }

    @Override
    public BlogStorage open(Map<String, String> settings) {
        Set<String> unknown = new TreeSet<>(settings.keySet());
        unknown.removeAll(SETTINGS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown settings of storage 'files': " + unknown + "; there are " + new TreeSet<>(SETTINGS));
        }
        String folder = settings.get("folder");
        if (folder == null || folder.isBlank()) {
            throw new IllegalArgumentException("storage 'files' needs the setting 'folder'");
        }
        FilesStorage.Builder builder =
                FilesStorage.in(Path.of(folder)).newArticlesIn(settings.getOrDefault("new-articles-in", ""));
        String language = settings.get("language");
        return (language == null ? builder : builder.defaultLanguage(LanguageTag.of(language))).open();
    }
}
