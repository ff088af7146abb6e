package io.billet.storage.files;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.Slug;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who has which address, and who is who, among all files of a folder. It depends on what the files say and where they lie,
 * and not on the order in which they are met: what the storage has written keeps what it has; then whoever wrote a slug
 * down has it; of the others the earliest by date. Who comes too late takes the next of its own other names, and at last a
 * number; a name that is not its slug still leads to it, as long as nobody else bears it.
 *
 * <p>An article is who its file says it is, else it is known by its address: by the first of its former slugs, else by its
 * path where the header gives one, else by its slug without what makes it the only one. So a file may be moved as long as its
 * address stays, or the former one is written down.
 */
final class AddressBook {

    /**
     * What is settled for one file.
     *
     * @param id          the article's identity
     * @param slug        its address
     * @param formerSlugs what else leads to it
     */
    record Settled(ArticleId id, Slug slug, List<Slug> formerSlugs) {}

    private static final int MOST_NUMBERED = 1_000;

    private record Named(ReadFile file, Slug slug) {}

    private final Map<Path, Settled> settled = new LinkedHashMap<>();
    private final Map<Slug, Path> claims = new HashMap<>();
    private final Map<Slug, Slug> wholePaths = new HashMap<>();
    private final Map<Slug, Path> besides = new HashMap<>();
    private final Map<ArticleId, List<Path>> leftOver = new HashMap<>();
    private final List<BrokenFile> faults = new ArrayList<>();

    AddressBook(Collection<ReadFile> files) {
        List<Named> named = named(singleByIdentity(files));
        List<List<Slug>> former = named.stream().map(this::claimFormer).toList();
        Set<ArticleId> taken = new HashSet<>();
        named.forEach(each -> each.file().naming().id().ifPresent(taken::add));
        for (int i = 0; i < named.size(); i++) {
            settle(named.get(i), former.get(i), taken);
        }
    }

    private void settle(Named named, List<Slug> former, Set<ArticleId> taken) {
        ReadFile file = named.file();
        settled.put(file.relative(), new Settled(identity(file, former, taken), named.slug(), former));
        Stream.concat(file.naming().others().stream(), Stream.of(file.naming().own()))
                .forEach(other -> besides.putIfAbsent(other, file.relative()));
    }

    Optional<Settled> of(Path relative) {
        return Optional.ofNullable(settled.get(relative));
    }

    /** Returns what each slug is of, whether it is in use or a former one. */
    Map<Slug, ArticleId> claims() {
        Map<Slug, ArticleId> ids = new HashMap<>();
        claims.forEach((slug, path) -> of(path).ifPresent(named -> ids.put(slug, named.id())));
        return ids;
    }

    /** Returns names that articles would have if others did not; nobody bears them. */
    Map<Slug, ArticleId> besides() {
        Map<Slug, ArticleId> ids = new HashMap<>();
        besides.forEach((slug, path) -> {
            if (!claims.containsKey(slug)) {
                of(path).ifPresent(named -> ids.put(slug, named.id()));
            }
        });
        return ids;
    }

    /** Returns files of an article under earlier names, which writes that were cut short have left behind. */
    Map<ArticleId, List<Path>> leftOver() {
        return leftOver;
    }

    List<BrokenFile> faults() {
        return faults;
    }

    /** Of several files with one id the storage's own counts, the latest of those; the others are told. */
    private List<ReadFile> singleByIdentity(Collection<ReadFile> files) {
        Map<ArticleId, ReadFile> byId = new HashMap<>();
        List<ReadFile> single = new ArrayList<>();
        files.stream()
                .sorted(Comparator.comparing((ReadFile file) -> !file.sealed())
                        .thenComparing(file -> -file.outline().version())
                        .thenComparing(ReadFile::relative))
                .forEach(file -> {
                    Optional<ArticleId> id = file.naming().id();
                    Optional<ReadFile> other = id.flatMap(each -> Optional.ofNullable(byId.putIfAbsent(each, file)));
                    if (other.isEmpty()) {
                        single.add(file);
                    } else {
                        faults.add(sameId(file, other.get()));
                        if (file.sealed()) {
                            leftOver.computeIfAbsent(file.outline().id(), each -> new ArrayList<>())
                                    .add(file.relative());
                        }
                    }
                });
        return single;
    }

    private static BrokenFile sameId(ReadFile file, ReadFile other) {
        return new BrokenFile(
                file.relative(),
                1,
                "it has the id of " + other.relative()
                        + (file.sealed()
                                ? ", which was this one before; the next change of the article removes it"
                                : "; if it is a copy, remove its field 'billet', or whichever says so"));
    }

    /** Returns the files that get a slug, in the order in which they were asked. */
    private List<Named> named(List<ReadFile> files) {
        return files.stream()
                .sorted(Comparator.comparing((ReadFile file) -> !file.sealed())
                        .thenComparing(file -> !file.naming().isSaid())
                        .thenComparing(file -> file.naming().isTranslation())
                        .thenComparing(file -> file.naming().date().orElse(Instant.MAX))
                        .thenComparing(file -> !file.naming().others().isEmpty())
                        .thenComparing(ReadFile::relative))
                .flatMap(file -> named(file).stream())
                .toList();
    }

    private Optional<Named> named(ReadFile file) {
        Naming naming = file.naming();
        List<Slug> former = file.sealed() ? naming.former() : List.of();
        Optional<Slug> slug = Stream.of(Stream.of(naming.own()), naming.others().stream(), numbered(naming))
                .flatMap(each -> each)
                .filter(this::isFree)
                .findFirst();
        Optional<Slug> taken = slug.isEmpty()
                ? Optional.of(naming.own())
                : former.stream().filter(each -> !isFree(each)).findFirst();
        if (slug.isEmpty() || taken.isPresent()) {
            Slug first = taken.orElse(naming.own());
            faults.add(new BrokenFile(file.relative(), 1, "its slug " + first + " is that of " + claims.get(first)));
            return Optional.empty();
        }
        claims.put(slug.get(), file.relative());
        wholePaths.put(slug.get(), whole(naming));
        former.forEach(each -> claims.put(each, file.relative()));
        return Optional.of(new Named(file, slug.get()));
    }

    /** A last resort, but not for what its author has said, nor for paths that differ in their letters' case only. */
    private Stream<Slug> numbered(Naming naming) {
        boolean isElsewhere = !Optional.ofNullable(wholePaths.get(naming.own())).equals(Optional.of(whole(naming)));
        return naming.isSaid() || !isElsewhere
                ? Stream.empty()
                : IntStream.rangeClosed(2, MOST_NUMBERED).mapToObj(naming.own()::numbered);
    }

    private static Slug whole(Naming naming) {
        return naming.path().orElse(naming.own());
    }

    private boolean isFree(Slug slug) {
        return !claims.containsKey(slug);
    }

    /** What leads on gives way to what somebody bears. */
    private List<Slug> claimFormer(Named named) {
        Path path = named.file().relative();
        List<Slug> former =
                formerSlugs(named.file().naming(), named.slug(), each -> isFree(each) || path.equals(claims.get(each)));
        former.forEach(each -> claims.put(each, path));
        return former;
    }

    /** Returns what leads to an article besides its slug: its addresses elsewhere first, and its path if that is not its own. */
    static List<Slug> formerSlugs(Naming naming, Slug slug, Predicate<Slug> isFree) {
        boolean byPath = naming.isTranslation() || !slug.equals(naming.own());
        Stream<Slug> path = byPath ? naming.path().stream() : Stream.empty();
        return Stream.of(naming.aliases().stream(), naming.former().stream(), path)
                .flatMap(each -> each)
                .filter(each -> !each.equals(slug) && isFree.test(each))
                .distinct()
                .limit(Article.MAX_FORMER_SLUGS)
                .toList();
    }

    /** Where another still has the identity of that address, as one that was renamed has, it is known by date or place. */
    private static ArticleId identity(ReadFile file, List<Slug> former, Set<ArticleId> taken) {
        Naming naming = file.naming();
        return naming.id()
                .orElseGet(() -> Stream.of(
                                naming.former().stream()
                                        .filter(former::contains)
                                        .findFirst()
                                        .map(Slug::value),
                                Optional.of(naming.key()),
                                naming.date().map(date -> naming.key() + " " + date),
                                Optional.of("/" + ArticleContent.slashed(file.relative())))
                        .flatMap(Optional::stream)
                        .map(AddressBook::idOf)
                        .filter(taken::add)
                        .findFirst()
                        .orElseThrow());
    }

    static ArticleId idOf(String address) {
        return new ArticleId(
                UUID.nameUUIDFromBytes(("io.billet.storage.files:" + address).getBytes(StandardCharsets.UTF_8)));
    }
}
