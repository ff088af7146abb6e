package io.billet.storage.files;

import io.billet.core.Alias;
import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.ArticleSummary;
import io.billet.core.LanguageTag;
import io.billet.storage.api.DatePosition;
import io.billet.storage.api.StorageException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
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
     * @param file    as it was read
     * @param settled its address and identity among all files
     * @param outline what it says, without its text
     */
    record Stored(ReadFile file, AddressBook.Settled settled, Article outline) {

        Path relative() {
            return file.relative();
        }
    }

    /** What a look at the disk finds. */
    private record Look(Map<Path, ReadFile> read, Map<Path, Disk.Seen> unreadable, Map<Path, BrokenFile> faults) {
        Look() {
            this(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        }
    }

    private final FolderAccess access;
    private final LanguageTag defaultLanguage;
    private final InstantSource clock;
    private final boolean undatedPages;
    private final Sections sections;
    private ZoneId zone;
    private Look last = new Look();
    private Map<ArticleId, Stored> byId = Map.of();
    private Map<ArticleId, List<Path>> leftOver = Map.of();
    private Map<Alias, ArticleId> claims = Map.of();
    private Map<Alias, ArticleId> besides = Map.of();
    private List<Path> lastPaths = List.of();
    private PlaceLanguages languages = new PlaceLanguages(lastPaths);
    private NavigableMap<DatePosition, Article> byDate = new TreeMap<>();
    private NavigableMap<DatePosition, Article> byChange = new TreeMap<>();
    private List<BrokenFile> broken = List.of();
    private List<BrokenFile> doubtful = List.of();
    private List<BrokenFile> dropped = List.of();

    /**
     * @param zone  where days begin, and times are that name no offset
     * @param clock tells what has ended; how fresh files are is told by the clock of the machine
     * @param undatedPages see {@link ArticleContent.Reading}
     */
    ArticleFolder(
            FolderAccess access, LanguageTag defaultLanguage, ZoneId zone, InstantSource clock, boolean undatedPages) {
        this.undatedPages = undatedPages;
        this.access = access;
        this.defaultLanguage = defaultLanguage;
        this.zone = zone;
        this.clock = clock;
        sections = new Sections(access.root());
    }

    ArticleContent.Reading reading() {
        return new ArticleContent.Reading(defaultLanguage, zone, clock.instant(), undatedPages);
    }

    ZoneId zone() {
        return zone;
    }

    /** Has all files read again at the next look, if the zone is another. */
    void useZone(ZoneId newZone) {
        if (!zone.equals(newZone)) {
            zone = newZone;
            last = new Look();
        }
    }

    Optional<Stored> find(ArticleId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Returns files of an article under earlier names, which writes that were cut short have left behind. */
    List<Path> leftOver(ArticleId id) {
        return leftOver.getOrDefault(id, List.of());
    }

    Optional<ArticleId> claimantOf(Alias address) {
        return Optional.ofNullable(claims.get(address));
    }

    /** Returns whose name it would be if that were not another; an article that nobody finds under it by {@link #claimantOf}. */
    Optional<ArticleId> besides(Alias name) {
        return Optional.ofNullable(besides.get(name));
    }

    /** Without their texts. */
    NavigableMap<DatePosition, Article> byDate() {
        return byDate;
    }

    /** By the time of the last change. */
    NavigableMap<DatePosition, Article> byChange() {
        return byChange;
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
        List<Disk.Seen> articles = files.stream()
                .filter(seen -> ArticlePath.isArticle(relative(seen)))
                .toList();
        List<Path> paths = articles.stream().map(this::relative).toList();
        boolean pathsChanged = !paths.equals(lastPaths);
        if (pathsChanged) {
            languages = new PlaceLanguages(paths);
            lastPaths = paths;
        }
        for (int i = 0; i < paths.size(); i++) {
            Disk.Seen seen = articles.get(i);
            Path relative = paths.get(i);
            boolean isSuspect = suspect.filter(relative::equals).isPresent();
            boolean again = sectionsChanged || isSuspect;
            ReadFile before = last.read.get(relative);
            if (!again && before != null && isStillSo(before, seen, pathsChanged)) {
                look.read.put(relative, before);
            } else if (!again && seen.equals(last.unreadable.get(relative)) && !seen.isFresh(now)) {
                look.unreadable.put(relative, seen);
                look.faults.put(relative, last.faults.get(relative));
            } else {
                read(relative, seen, isSuspect, now, look);
                ReadFile after = look.read.get(relative);
                same = same && before != null && after != null && before.saysTheSameAs(after);
            }
        }
        same = same && look.read.size() == last.read.size() && look.faults.equals(last.faults);
        last = look;
        if (!same) {
            index();
        }
    }

    /** What other files there are may decide whether a file's place names a language. */
    private boolean isStillSo(ReadFile before, Disk.Seen seen, boolean pathsChanged) {
        return before.isStillSo(seen, clock.instant())
                && (!pathsChanged || before.place().equals(languages.of(before.relative())));
    }

    private Path relative(Disk.Seen seen) {
        return access.root().relativize(seen.path());
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
            look.read.put(relative, ReadFile.of(content, seen, !seen.isFresh(now), languages.of(relative)));
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
            ReadFile before = last.read.get(relative);
            if (before != null && sections.shutting(relative).isEmpty()) {
                look.read.put(relative, before.unsettled());
            }
        }
    }

    private ArticleContent content(Path relative, Disk.Seen seen) throws MalformedFileException, IOException {
        if (seen.size() > ArticleFile.MAX_OCTETS) {
            throw new MalformedFileException(1, "it is longer than " + ArticleFile.MAX_OCTETS + " octets");
        }
        byte[] octets = Disk.read(seen.path(), ArticleFile.MAX_OCTETS);
        return content(relative, octets, Instant.EPOCH.plusNanos(Math.max(0, seen.modified())));
    }

    private ArticleContent content(Path relative, byte[] octets, Instant modified) throws MalformedFileException {
        return ArticleContent.of(
                new ArticlePath(relative, modified, languages.of(relative)),
                octets,
                reading(),
                sections.shutting(relative));
    }

    /** Reads an article with its text; nothing, if the file is not any more what it was when it was looked at. */
    Optional<ArticleContent> content(Stored stored) {
        ReadFile file = stored.file();
        try {
            return Optional.of(content(file.relative(), file.seen()))
                    .filter(content -> content.outline().equals(file.outline())
                            && content.naming().equals(file.naming()))
                    .map(content -> content.as(stored.settled()));
        } catch (NoSuchFileException | MalformedFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StorageException("the file " + stored.relative() + " cannot be read", e);
        }
    }

    /** Reads what is to be written as it would be read, whenever it is written, by one who knows nothing of other files. */
    ArticleContent content(Path relative, byte[] octets) throws MalformedFileException {
        return content(relative, octets, Instant.EPOCH);
    }

    /** Reads what is to be written as it would be read among the other files. */
    ArticleContent amongOthers(Path relative, byte[] octets) throws MalformedFileException {
        ArticleContent content = content(relative, octets);
        ArticleId id = content.article().id();
        return content.as(new AddressBook.Settled(
                id,
                content.article().slug(),
                AddressBook.aliases(
                        content.naming(),
                        content.article().slug(),
                        alias -> claimantOf(alias)
                                .filter(claimant -> !claimant.equals(id))
                                .isEmpty())));
    }

    private void index() {
        AddressBook addresses = new AddressBook(last.read.values());
        List<BrokenFile> found = new ArrayList<>(last.faults.values());
        found.addAll(addresses.faults());
        Map<ArticleId, Stored> ids = new HashMap<>();
        NavigableMap<DatePosition, Article> dates = new TreeMap<>();
        NavigableMap<DatePosition, Article> changes = new TreeMap<>();
        for (ReadFile file : last.read.values()) {
            addresses.of(file.relative()).ifPresent(settled -> {
                Stored stored = stored(file, settled);
                ids.put(settled.id(), stored);
                dates.put(DatePosition.of(stored.outline()), stored.outline());
                changes.put(DatePosition.ofChange(ArticleSummary.of(stored.outline())), stored.outline());
            });
        }
        List<BrokenFile> withheld = Stream.concat(
                        sections.doubts().stream(),
                        ids.values().stream().flatMap(stored -> stored.file().doubts().stream()))
                .sorted(Comparator.comparing(BrokenFile::path).thenComparing(BrokenFile::line))
                .toList();
        warn(found, broken);
        warn(withheld, doubtful);
        warn(addresses.dropped(), dropped);
        byId = ids;
        leftOver = addresses.leftOver();
        claims = addresses.claims();
        besides = addresses.besides();
        byDate = dates;
        byChange = changes;
        broken = List.copyOf(found);
        doubtful = withheld;
        dropped = List.copyOf(addresses.dropped());
    }

    /** What has not changed is not made anew: one change of a hundred thousand files concerns few. */
    private Stored stored(ReadFile file, AddressBook.Settled settled) {
        Stored before = byId.get(settled.id());
        return before != null
                        && before.file().outline() == file.outline()
                        && before.settled().equals(settled)
                ? new Stored(file, settled, before.outline())
                : new Stored(file, settled, ArticleContent.as(settled, file.outline()));
    }

    /** Tells what has not been told before. */
    private static void warn(List<BrokenFile> faults, List<BrokenFile> told) {
        Set<BrokenFile> known = Set.copyOf(told);
        faults.stream().filter(fault -> !known.contains(fault)).forEach(fault -> LOG.warn("{}", fault));
    }

    static Stream<Alias> addressesOf(Article article) {
        return Stream.concat(Stream.of(Alias.of(article.slug())), article.aliases().stream());
    }
}
