package io.billet.storage.files;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.LanguageTag;
import io.billet.core.Slug;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.KeysetPosition;
import io.billet.storage.api.StorageException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The articles in a folder, as they were when it was last looked at. Called under the lock of {@link FolderAccess}; the
 * maps are replaced, not changed.
 */
final class ArticleFolder {

    private static final Logger LOG = LoggerFactory.getLogger(ArticleFolder.class);

    /**
     * An article and the file that holds it.
     *
     * @param relative the file's path below the root
     * @param seen     how the file was met
     * @param file     what stands in it
     * @param seal     whose it is
     * @param article  what it says
     */
    record Stored(Path relative, Disk.Seen seen, ArticleFile file, Seal seal, Article article) {}

    private final FolderAccess access;
    private final LanguageTag defaultLanguage;
    private Map<Path, Stored> read = Map.of();
    private Map<Path, Disk.Seen> unreadable = Map.of();
    private Map<Path, BrokenFile> faults = Map.of();
    private Map<ArticleId, Stored> byId = Map.of();
    private Map<Slug, ArticleId> claims = Map.of();
    private NavigableMap<KeysetPosition, Article> byDate = new TreeMap<>();
    private List<BrokenFile> broken = List.of();

    ArticleFolder(FolderAccess access, LanguageTag defaultLanguage) {
        this.access = access;
        this.defaultLanguage = defaultLanguage;
    }

    Optional<Stored> find(ArticleId id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<ArticleId> claimantOf(Slug slug) {
        return Optional.ofNullable(claims.get(slug));
    }

    NavigableMap<KeysetPosition, Article> byDate() {
        return byDate;
    }

    List<BrokenFile> broken() {
        return broken;
    }

    /** Looks at the disk: reads what is new or has another time, size or identity than before. */
    void refresh() {
        refresh(Optional.empty());
    }

    /** As {@link #refresh()}, and reads one file whatever it looks like: an edit may leave time and size as they were. */
    void refresh(Optional<Path> suspect) {
        Map<Path, Stored> nowRead = new LinkedHashMap<>();
        Map<Path, Disk.Seen> nowUnreadable = new LinkedHashMap<>();
        Map<Path, BrokenFile> nowFaults = new LinkedHashMap<>();
        boolean same = true;
        for (Disk.Seen seen : walk()) {
            Path relative = access.root().relativize(seen.path());
            if (!ArticlePath.isArticle(relative)) {
                continue;
            }
            boolean again = suspect.filter(relative::equals).isPresent();
            Stored before = read.get(relative);
            BrokenFile fault = faults.get(relative);
            if (!again && before != null && before.seen().equals(seen)) {
                nowRead.put(relative, before);
            } else if (!again && fault != null && seen.equals(unreadable.get(relative))) {
                nowUnreadable.put(relative, seen);
                nowFaults.put(relative, fault);
            } else {
                same = false;
                read(relative, seen, suspect, nowRead, nowUnreadable, nowFaults);
            }
        }
        if (!same || nowRead.size() != read.size() || nowFaults.size() != faults.size()) {
            read = nowRead;
            unreadable = nowUnreadable;
            faults = nowFaults;
            index();
        }
    }

    private List<Disk.Seen> walk() {
        try {
            return access.disk().walk(access.root());
        } catch (IOException e) {
            throw new StorageException("the folder of articles cannot be read; nothing has been changed", e);
        }
    }

    private void read(
            Path relative,
            Disk.Seen seen,
            Optional<Path> suspect,
            Map<Path, Stored> nowRead,
            Map<Path, Disk.Seen> nowUnreadable,
            Map<Path, BrokenFile> nowFaults) {
        try {
            nowRead.put(relative, stored(relative, seen, access.disk().read(seen.path(), ArticleFile.MAX_OCTETS)));
        } catch (NoSuchFileException e) {
            // Somebody has just removed it.
        } catch (MalformedFileException e) {
            nowUnreadable.put(relative, seen);
            nowFaults.put(relative, new BrokenFile(relative, e.line(), e.reason()));
        } catch (IOException e) {
            if (suspect.filter(relative::equals).isPresent()) {
                throw new StorageException("the file " + relative + " cannot be read", e);
            }
            // Not remembered as unreadable: the next look tries again.
            nowFaults.put(relative, new BrokenFile(relative, 1, "it cannot be read: " + e.getMessage()));
        }
    }

    Stored stored(Path relative, Disk.Seen seen, byte[] octets) throws MalformedFileException {
        ArticleFile file = ArticleFile.parse(octets);
        Seal seal = Seal.read(file, slashed(relative));
        Instant modified = Instant.EPOCH.plusNanos(Math.max(0, seen.modified()));
        ArticlePath path = new ArticlePath(relative, modified);
        Article article =
                new ArticleFields(file.header(), path).article(file.body(), seal.id(), seal.version(), defaultLanguage);
        return new Stored(relative, seen, file, seal, article);
    }

    static String slashed(Path relative) {
        return relative.toString().replace('\\', '/');
    }

    private void index() {
        List<BrokenFile> found = new ArrayList<>(faults.values());
        Map<ArticleId, Stored> ids = new HashMap<>();
        // Of several files with one id the storage's own counts, the latest of those; the others are told.
        Comparator<Stored> bySeal = Comparator.comparing(
                        (Stored stored) -> !stored.seal().unbroken())
                .thenComparing(stored -> -stored.article().version())
                .thenComparing(Stored::relative);
        Map<Slug, ArticleId> slugs = new HashMap<>();
        NavigableMap<KeysetPosition, Article> dates = new TreeMap<>();
        read.values().stream().sorted(bySeal).forEach(stored -> {
            Article article = stored.article();
            Stored other = ids.get(article.id());
            if (other != null) {
                found.add(new BrokenFile(
                        stored.relative(),
                        1,
                        "it has the id of " + other.relative() + "; if it is a copy, remove its field 'billet'"));
                return;
            }
            Optional<Slug> taken = slugsOf(article).filter(slugs::containsKey).findFirst();
            if (taken.isPresent()) {
                found.add(new BrokenFile(
                        stored.relative(),
                        1,
                        "its slug " + taken.get() + " is that of " + holderOf(taken.get(), slugs, ids)));
                return;
            }
            ids.put(article.id(), stored);
            slugsOf(article).forEach(slug -> slugs.put(slug, article.id()));
            dates.put(positionOf(article), article);
        });
        found.stream().filter(fault -> !broken.contains(fault)).forEach(fault -> LOG.warn("{}", fault));
        byId = ids;
        claims = slugs;
        byDate = dates;
        broken = List.copyOf(found);
    }

    private static String holderOf(Slug slug, Map<Slug, ArticleId> slugs, Map<ArticleId, Stored> ids) {
        return Optional.ofNullable(slugs.get(slug))
                .map(ids::get)
                .map(stored -> stored.relative().toString())
                .orElse("another file");
    }

    static Stream<Slug> slugsOf(Article article) {
        return Stream.concat(Stream.of(article.slug()), article.formerSlugs().stream());
    }

    private static KeysetPosition positionOf(Article article) {
        return new KeysetPosition(ArticleQuery.dateOf(article), article.id().value());
    }
}
