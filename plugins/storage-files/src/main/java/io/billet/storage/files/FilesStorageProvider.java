package io.billet.storage.files;

import io.billet.core.LanguageTag;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.BlogStorageProvider;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Opens a {@link FilesStorage} by the name {@code files}. Settings: {@code folder} (required), {@code new-articles-in},
 * {@code language}, {@code zone} (such as {@code America/New_York}); they mean what the methods of {@link FilesStorage.Builder} mean.
 *
 * <p>Immutable and thread-safe.
 */
public final class FilesStorageProvider implements BlogStorageProvider {

    private static final Set<String> SETTINGS = Set.of("folder", "new-articles-in", "language", "zone");

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
        if (language != null) {
            builder.defaultLanguage(LanguageTag.of(language));
        }
        String zone = settings.get("zone");
        if (zone != null) {
            builder.zone(zoneOf(zone));
        }
        return builder.open();
    }

    private static ZoneId zoneOf(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "the setting 'zone' of storage 'files' names no time zone such as America/New_York", e);
        }
    }
}
