package io.billet.storage.files;

import io.billet.core.InvalidValueException;
import io.billet.core.Slug;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.SlugOrder;
import io.billet.storage.api.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Tags or authors, each in a file {@code _tags/europe.yaml} of its own.
 *
 * @param <T> what a file holds
 */
final class NamedFolder<T> {

    static final String TAGS = "_tags";
    static final String AUTHORS = "_authors";

    /**
     * How a model is read from fields and written to them.
     *
     * @param <T> the model
     */
    interface Form<T> {
        T read(Slug slug, FrontMatter fields) throws MalformedFileException;

        FrontMatter write(T named, FrontMatter fields);
    }

    private record Known<T>(Disk.Seen seen, boolean settled, T named) {}

    private static final String ENDING = ".yaml";
    private static final int MAX_OCTETS = 4 * ArticleFile.MAX_HEADER;

    private final FolderAccess access;
    private final Path folder;
    private final Form<T> form;
    private final Map<Path, Known<T>> known = new ConcurrentHashMap<>();
    private final Map<Path, BrokenFile> broken = new ConcurrentHashMap<>();

    NamedFolder(FolderAccess access, String folder, Form<T> form) {
        this.access = access;
        this.folder = access.root().getFileSystem().getPath(folder);
        this.form = form;
    }

    List<BrokenFile> broken() {
        rows();
        return List.copyOf(broken.values());
    }

    void put(Slug slug, T named) {
        access.write(() -> {
            Path path = pathOf(slug);
            byte[] octets = octets(form.write(named, fieldsIn(path)));
            try {
                if (!form.read(slug, ArticleFile.fields(octets)).equals(named)) {
                    throw InvalidValueException.inconsistent(
                            named.getClass().getSimpleName(), "file", "it would not be read back as it is");
                }
            } catch (MalformedFileException e) {
                throw InvalidValueException.inconsistent(
                        named.getClass().getSimpleName(), "file", "it cannot be written: " + e.reason());
            }
            access.replace(path, octets);
            known.remove(path);
            return path;
        });
    }

    /** What stands there now, so that no field is lost; what cannot be read is not written over. */
    private FrontMatter fieldsIn(Path path) {
        try {
            return access.exists(path)
                    ? ArticleFile.fields(Disk.read(access.root().resolve(path), MAX_OCTETS))
                    : new FrontMatter(FrontMatter.Format.BARE_YAML, "\n", List.of());
        } catch (MalformedFileException e) {
            throw new StorageException(
                    "there is a broken file in the way: " + new BrokenFile(path, e.line(), e.reason()));
        } catch (IOException e) {
            throw new StorageException("the file " + path + " cannot be read; it is as it was", e);
        }
    }

    private static byte[] octets(FrontMatter fields) {
        return fields.text().getBytes(StandardCharsets.UTF_8);
    }

    void delete(Slug slug) {
        access.write(() -> {
            Path path = pathOf(slug);
            if (access.exists(path)) {
                access.delete(path);
                known.remove(path);
            }
            return path;
        });
    }

    Optional<T> find(Slug slug) {
        return Optional.ofNullable(rows().get(slug));
    }

    List<T> findAll(Collection<Slug> slugs) {
        Bounds.atOnce(slugs, "slugs");
        NavigableMap<Slug, T> rows = rows();
        return slugs.stream()
                .distinct()
                .flatMap(slug -> Optional.ofNullable(rows.get(slug)).stream())
                .toList();
    }

    /**
     * @param borne       what articles bear, described or not
     * @param undescribed makes a row of what is not
     */
    List<T> list(Optional<Slug> after, int limit, Collection<Slug> borne, Function<Slug, T> undescribed) {
        Bounds.listLimit(limit);
        NavigableMap<Slug, T> rows = rows();
        borne.forEach(slug -> rows.computeIfAbsent(slug, undescribed));
        return after.map(slug -> rows.tailMap(slug, false)).orElse(rows).values().stream()
                .limit(limit)
                .toList();
    }

    List<T> all() {
        return List.copyOf(rows().values());
    }

    /** They are few, so the folder is looked at for each question; only what has changed is read. */
    private NavigableMap<Slug, T> rows() {
        access.requireOpen();
        NavigableMap<Slug, T> rows = new TreeMap<>(SlugOrder.BY_CODE_POINT);
        List<Path> met = new ArrayList<>();
        Instant now = Disk.now();
        for (Disk.Seen seen : walk()) {
            Path relative = access.root().relativize(seen.path());
            met.add(relative);
            row(relative, seen, now).ifPresent(row -> rows.put(row.getKey(), row.getValue()));
        }
        known.keySet().retainAll(met);
        broken.keySet().retainAll(met);
        return rows;
    }

    private List<Disk.Seen> walk() {
        Path absolute = access.root().resolve(folder);
        try {
            return Disk.walk(absolute);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new StorageException("the folder " + folder + " cannot be read", e);
        }
    }

    private Optional<Map.Entry<Slug, T>> row(Path relative, Disk.Seen seen, Instant now) {
        String name = String.valueOf(relative.getFileName());
        if (!name.endsWith(ENDING)) {
            return Optional.empty();
        }
        try {
            Slug slug = Slug.of(name.substring(0, name.length() - ENDING.length()));
            Known<T> before = known.get(relative);
            if (before == null || !before.settled() || !before.seen().equals(seen)) {
                T named = form.read(slug, ArticleFile.fields(Disk.read(seen.path(), MAX_OCTETS)));
                before = new Known<>(seen, !seen.isFresh(now), named);
                known.put(relative, before);
                broken.remove(relative);
            }
            return Optional.of(Map.entry(slug, before.named()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (MalformedFileException e) {
            broken.put(relative, new BrokenFile(relative, e.line(), e.reason()));
        } catch (InvalidValueException e) {
            broken.put(relative, new BrokenFile(relative, 1, "its name is no slug: " + e.getMessage()));
        } catch (IOException e) {
            broken.put(relative, new BrokenFile(relative, 1, "it cannot be read: " + e.getMessage()));
            return before(relative, name);
        }
        known.remove(relative);
        return Optional.empty();
    }

    /** A disk that fails once takes nothing away; the next question reads the file again. */
    private Optional<Map.Entry<Slug, T>> before(Path relative, String name) {
        Slug slug = Slug.of(name.substring(0, name.length() - ENDING.length()));
        return Optional.ofNullable(known.get(relative)).map(row -> Map.entry(slug, row.named()));
    }

    private Path pathOf(Slug slug) {
        return folder.resolve(slug + ENDING);
    }
}
