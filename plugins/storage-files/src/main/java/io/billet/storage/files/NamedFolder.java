package io.billet.storage.files;

import io.billet.core.InvalidValueException;
import io.billet.core.Slug;
import io.billet.storage.api.Page;
import io.billet.storage.api.PageRequest;
import io.billet.storage.api.SlugPosition;
import io.billet.storage.api.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

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

    private record Known<T>(Disk.Seen seen, FrontMatter fields, T named) {}

    private static final String ENDING = ".yaml";
    private static final long MAX_OCTETS = 4L * ArticleFile.MAX_HEADER;

    private final FolderAccess access;
    private final Path folder;
    private final Form<T> form;
    private final Map<Path, Known<T>> known = new ConcurrentHashMap<>();
    private final Map<Path, BrokenFile> broken = new ConcurrentHashMap<>();

    NamedFolder(FolderAccess access, String folder, Form<T> form) {
        this.access = access;
        this.folder = Path.of(folder);
        this.form = form;
    }

    List<BrokenFile> broken() {
        rows();
        return List.copyOf(broken.values());
    }

    void put(Slug slug, T named) {
        access.write(() -> {
            Path path = pathOf(slug);
            rows();
            Known<T> before = known.get(path);
            FrontMatter fields = form.write(named, before == null ? FrontMatter.empty() : before.fields());
            byte[] octets = fields.text().getBytes(StandardCharsets.UTF_8);
            try {
                if (!form.read(slug, parsed(octets)).equals(named)) {
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

    void delete(Slug slug) {
        access.write(() -> {
            Path path = pathOf(slug);
            if (access.disk().exists(access.root().resolve(path))) {
                access.delete(path);
            }
            return path;
        });
    }

    Optional<T> find(Slug slug) {
        return Optional.ofNullable(rows().get(new SlugPosition(slug)));
    }

    List<T> findAll(Collection<Slug> slugs) {
        if (slugs.size() > PageRequest.MAX_SIZE) {
            throw new IllegalArgumentException(
                    "at most " + PageRequest.MAX_SIZE + " slugs can be asked for at once, not " + slugs.size());
        }
        NavigableMap<SlugPosition, T> rows = rows();
        return slugs.stream()
                .distinct()
                .flatMap(slug -> Optional.ofNullable(rows.get(new SlugPosition(slug))).stream())
                .toList();
    }

    Page<T> list(PageRequest request) {
        Optional<SlugPosition> after = request.after().map(SlugPosition::of);
        NavigableMap<SlugPosition, T> rows = rows();
        NavigableMap<SlugPosition, T> rest =
                after.map(position -> rows.tailMap(position, false)).orElse(rows);
        List<T> items = rest.values().stream().limit(request.size()).toList();
        return new Page<>(
                items,
                rest.size() > request.size()
                        ? rest.keySet().stream()
                                .skip(request.size() - 1L)
                                .findFirst()
                                .map(SlugPosition::toCursor)
                        : Optional.empty());
    }

    /** They are few, so the folder is looked at for each question; only what has changed is read. */
    private NavigableMap<SlugPosition, T> rows() {
        access.requireOpen();
        NavigableMap<SlugPosition, T> rows = new TreeMap<>();
        List<Path> met = new ArrayList<>();
        for (Disk.Seen seen : walk()) {
            Path relative = access.root().relativize(seen.path());
            met.add(relative);
            row(relative, seen).ifPresent(row -> rows.put(row.getKey(), row.getValue()));
        }
        known.keySet().retainAll(met);
        broken.keySet().retainAll(met);
        return rows;
    }

    private List<Disk.Seen> walk() {
        Path absolute = access.root().resolve(folder);
        try {
            return access.disk().exists(absolute) ? access.disk().walk(absolute) : List.of();
        } catch (IOException e) {
            throw new StorageException("the folder " + folder + " cannot be read", e);
        }
    }

    private Optional<Map.Entry<SlugPosition, T>> row(Path relative, Disk.Seen seen) {
        String name = String.valueOf(relative.getFileName());
        if (!name.endsWith(ENDING)) {
            return Optional.empty();
        }
        try {
            Slug slug = Slug.of(name.substring(0, name.length() - ENDING.length()));
            Known<T> before = known.get(relative);
            if (before == null || !before.seen().equals(seen)) {
                FrontMatter fields = parsed(access.disk().read(seen.path(), MAX_OCTETS));
                before = new Known<>(seen, fields, form.read(slug, fields));
                known.put(relative, before);
                broken.remove(relative);
            }
            return Optional.of(Map.entry(new SlugPosition(slug), before.named()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (MalformedFileException e) {
            broken.put(relative, new BrokenFile(relative, e.line(), e.reason()));
        } catch (InvalidValueException | IOException e) {
            broken.put(relative, new BrokenFile(relative, 1, String.valueOf(e.getMessage())));
        }
        known.remove(relative);
        return Optional.empty();
    }

    private static FrontMatter parsed(byte[] octets) throws MalformedFileException {
        String text = new String(octets, StandardCharsets.UTF_8);
        byte[] fenced = text.startsWith(FrontMatter.Format.YAML.fence())
                ? octets
                : ("---\n" + text + "\n---\n").getBytes(StandardCharsets.UTF_8);
        return ArticleFile.parse(fenced).header();
    }

    private Path pathOf(Slug slug) {
        return folder.resolve(slug + ENDING);
    }
}
