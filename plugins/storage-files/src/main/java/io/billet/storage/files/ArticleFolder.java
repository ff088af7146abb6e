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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The articles in a folder without their texts, as they were when it was last looked at. Called under the lock of
 * {@link FolderAccess}; the maps are replaced, not changed.
 */
final class ArticleFolder {

    private static final Logger LOG = LoggerFactory.getLogger(ArticleFolder.class);

    /**
     * An article and the file that holds it.
     *
     * @param relative the file's path below the root
     * @param seen     how the file was met
     * @param settled  whether a change since would be seen; if not, it is read again at the next look
     * @param sealed   whether the storage wrote it as it is, under this name
     * @param until    when it ends to be read by anybody; empty if it never does, or has
     * @param outline  what it says, without its text
     * @param doubts   why it is withheld from its readers, if it is
     */
    record Stored(
            Path relative,
            Disk.Seen seen,
            boolean settled,
            boolean sealed,
            Optional<Instant> until,
            Article outline,
            List<BrokenFile> doubts) {

        boolean saysTheSameAs(Stored other) {
            return sealed == other.sealed && outline.equals(other.outline) && doubts.equals(other.doubts);
        }

        boolean isStillSo(Disk.Seen now, Instant time) {
            return settled
                    && seen.equals(now)
                    && until.filter(end -> !end.isAfter(time)).isEmpty();
        }

        Stored unsettled() {
            return new Stored(relative, seen, false, sealed, until, outline, doubts);
        }
    }

    /** What a look at the disk finds. */
    private record Look(Map<Path, Stored> read, Map<Path, Disk.Seen> unreadable, Map<Path, BrokenFile> faults) {
        Look() {
            this(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        }
    }

    private final FolderAccess access;
    private final LanguageTag defaultLanguage;
    private final InstantSource clock;
    private final Sections sections;
    private Look last = new Look();
    private Map<ArticleId, Stored> byId = Map.of();
    private Map<ArticleId, List<Path>> leftOver = Map.of();
    private Map<Slug, ArticleId> claims = Map.of();
    private NavigableMap<KeysetPosition, Article> byDate = new TreeMap<>();
    private List<BrokenFile> broken = List.of();
    private List<BrokenFile> doubtful = List.of();

    /** @param clock tells what has ended; how fresh files are is told by the clock of the machine */
    ArticleFolder(FolderAccess access, LanguageTag defaultLanguage, InstantSource clock) {
        this.access = access;
        this.defaultLanguage = defaultLanguage;
        this.clock = clock;
        sections = new Sections(access.root());
    }

    Instant now() {
        return clock.instant();
    }

    Optional<Stored> find(ArticleId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Returns files of an article under earlier names, which writes that were cut short have left behind. */
    List<Path> leftOver(ArticleId id) {
        return leftOver.getOrDefault(id, List.of());
    }

    Optional<ArticleId> claimantOf(Slug slug) {
        return Optional.ofNullable(claims.get(slug));
    }

    /** Without their texts. */
    NavigableMap<KeysetPosition, Article> byDate() {
        return byDate;
    }

    List<BrokenFile> broken() {
        return broken;
    }

    /** Returns files whose articles nobody reads, as what they say of that is not understood. */
    List<BrokenFile> doubtful() {
        return doubtful;
    }

    /**
     * Looks at the disk: reads what is new or has another time, size or identity than before, or has changed so recently
     * that another change might not show.
     *
     * @param suspect a file to be read whatever it looks like
     */
    void refresh(Optional<Path> suspect) {
        Look look = new Look();
        Instant now = Disk.now();
        List<Disk.Seen> files = walk();
        boolean sectionsChanged = sections.refresh(files, now);
        boolean same = !sectionsChanged;
        for (Disk.Seen seen : files) {
            Path relative = access.root().relativize(seen.path());
            if (!ArticlePath.isArticle(relative)) {
                continue;
            }
            boolean again = suspect.filter(relative::equals).isPresent();
            Stored before = last.read.get(relative);
            if (!again && !sectionsChanged && before != null && before.isStillSo(seen, clock.instant())) {
                look.read.put(relative, before);
            } else if (!again && seen.equals(last.unreadable.get(relative)) && !seen.isFresh(now)) {
                look.unreadable.put(relative, seen);
                look.faults.put(relative, last.faults.get(relative));
            } else {
                read(relative, seen, again, now, look);
                Stored after = look.read.get(relative);
                same = same && before != null && after != null && before.saysTheSameAs(after);
            }
        }
        same = same && look.read.size() == last.read.size() && look.faults.equals(last.faults);
        last = look;
        if (!same) {
            index();
        }
    }

    private List<Disk.Seen> walk() {
        try {
            return Disk.walk(access.root());
        } catch (IOException e) {
            throw new StorageException("the folder of articles cannot be read; nothing has been changed", e);
        }
    }

    private void read(Path relative, Disk.Seen seen, boolean suspect, Instant now, Look look) {
        try {
            ArticleContent content = content(relative, seen);
            look.read.put(relative, stored(content, seen, !seen.isFresh(now)));
        } catch (NoSuchFileException e) {
            // Somebody has just removed it.
        } catch (MalformedFileException e) {
            look.unreadable.put(relative, seen);
            look.faults.put(relative, new BrokenFile(relative, e.line(), e.reason()));
        } catch (IOException e) {
            if (suspect) {
                throw new StorageException("the file " + relative + " cannot be read", e);
            }
            // Not remembered as unreadable: the next look tries again. Meanwhile its slugs stay taken.
            look.faults.put(relative, new BrokenFile(relative, 1, "it cannot be read: " + e.getMessage()));
            Stored before = last.read.get(relative);
            if (before != null && sections.shutting(relative).isEmpty()) {
                look.read.put(relative, before.unsettled());
            }
        }
    }

    private static Stored stored(ArticleContent content, Disk.Seen seen, boolean settled) {
        Path relative = content.relative();
        return new Stored(
                relative,
                seen,
                settled,
                content.seal().unbroken(),
                content.ends(),
                content.outline(),
                content.visibility().doubts().stream()
                        .map(doubt -> new BrokenFile(relative, doubt.line(), doubt.reason()))
                        .toList());
    }

    private ArticleContent content(Path relative, Disk.Seen seen) throws MalformedFileException, IOException {
        if (seen.size() > ArticleFile.MAX_OCTETS) {
            throw new MalformedFileException(1, "it is longer than " + ArticleFile.MAX_OCTETS + " octets");
        }
        byte[] octets = Disk.read(seen.path(), ArticleFile.MAX_OCTETS);
        Instant modified = Instant.EPOCH.plusNanos(Math.max(0, seen.modified()));
        return ArticleContent.of(
                relative, octets, modified, defaultLanguage, clock.instant(), sections.shutting(relative));
    }

    /** Reads an article with its text; nothing, if the file is not any more what it was when it was looked at. */
    Optional<ArticleContent> content(Stored stored) {
        try {
            return Optional.of(content(stored.relative(), stored.seen()))
                    .filter(content -> content.outline().equals(stored.outline()));
        } catch (NoSuchFileException | MalformedFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StorageException("the file " + stored.relative() + " cannot be read", e);
        }
    }

    /** Reads what is to be written as it would be read, whenever it is written. */
    ArticleContent content(Path relative, byte[] octets) throws MalformedFileException {
        return ArticleContent.of(
                relative, octets, Instant.EPOCH, defaultLanguage, clock.instant(), sections.shutting(relative));
    }

    private void index() {
        List<BrokenFile> found = new ArrayList<>(last.faults.values());
        Map<ArticleId, Stored> ids = new HashMap<>();
        Map<ArticleId, List<Path>> former = new HashMap<>();
        // Of several files with one id the storage's own counts, the latest of those; the others are told.
        Comparator<Stored> bySeal = Comparator.comparing((Stored stored) -> !stored.sealed())
                .thenComparing(stored -> -stored.outline().version())
                .thenComparing(Stored::relative);
        Map<Slug, ArticleId> slugs = new HashMap<>();
        NavigableMap<KeysetPosition, Article> dates = new TreeMap<>();
        last.read.values().stream().sorted(bySeal).forEach(stored -> {
            Article article = stored.outline();
            Stored other = ids.get(article.id());
            if (other != null) {
                found.add(sameId(stored, other));
                if (stored.sealed()) {
                    former.computeIfAbsent(article.id(), id -> new ArrayList<>())
                            .add(stored.relative());
                }
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
        List<BrokenFile> withheld = Stream.concat(
                        sections.doubts().stream(), ids.values().stream().flatMap(stored -> stored.doubts().stream()))
                .sorted(Comparator.comparing(BrokenFile::path).thenComparing(BrokenFile::line))
                .toList();
        warn(found, broken);
        warn(withheld, doubtful);
        byId = ids;
        leftOver = former;
        claims = slugs;
        byDate = dates;
        broken = List.copyOf(found);
        doubtful = withheld;
    }

    /** Tells what has not been told before. */
    private static void warn(List<BrokenFile> faults, List<BrokenFile> told) {
        Set<BrokenFile> known = Set.copyOf(told);
        faults.stream().filter(fault -> !known.contains(fault)).forEach(fault -> LOG.warn("{}", fault));
    }

    private static BrokenFile sameId(Stored stored, Stored other) {
        return new BrokenFile(
                stored.relative(),
                1,
                "it has the id of " + other.relative()
                        + (stored.sealed()
                                ? ", which was this one before; the next change of the article removes it"
                                : "; if it is a copy, remove its field 'billet'"));
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
