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
import java.util.stream.Stream;

/**
 * Who has which address, and who is who, among all files of a folder. It depends on what the files say and where they lie,
 * and not on the order in which they are met: what the storage has written keeps what it has; then whoever wrote a slug
 * down has it; of the others the earliest by date. Who comes too late takes the next of its own other names, and a name that
 * is not its slug still leads to it, as long as nobody else bears it.
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

    private final Map<Path, Settled> settled = new LinkedHashMap<>();
    private final Map<Slug, Path> claims = new HashMap<>();
    private final Map<Slug, Path> besides = new HashMap<>();
    private final Map<ArticleId, List<Path>> leftOver = new HashMap<>();
    private final List<BrokenFile> faults = new ArrayList<>();

    AddressBook(Collection<ReadFile> files) {
        List<ReadFile> single = singleByIdentity(files);
        Map<ReadFile, Slug> slugs = slugs(single);
        Map<ReadFile, List<Slug>> formerSlugs = new HashMap<>();
        slugs.forEach((file, slug) -> formerSlugs.put(file, claimFormer(file, slug)));
        Set<ArticleId> taken = new HashSet<>();
        slugs.keySet().forEach(file -> file.naming().id().ifPresent(taken::add));
        slugs.forEach((file, slug) -> {
            List<Slug> former = formerSlugs.getOrDefault(file, List.of());
            settled.put(file.relative(), new Settled(identity(file, former, taken), slug, former));
            Stream.concat(
                            file.naming().others().stream(),
                            Stream.of(file.naming().own()))
                    .forEach(other -> besides.putIfAbsent(other, file.relative()));
        });
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

    /** Returns the slug of each file that gets one, in the order in which they were asked. */
    private Map<ReadFile, Slug> slugs(List<ReadFile> files) {
        Map<ReadFile, Slug> slugs = new LinkedHashMap<>();
        files.stream()
                .sorted(Comparator.comparing((ReadFile file) -> !file.sealed())
                        .thenComparing(file -> !file.naming().isSaid())
                        .thenComparing(file -> file.naming().isTranslation())
                        .thenComparing(file -> file.naming().date().orElse(Instant.MAX))
                        .thenComparing(ReadFile::relative))
                .forEach(file -> {
                    List<Slug> former = file.sealed() ? file.naming().former() : List.of();
                    Optional<Slug> slug = Stream.concat(Stream.of(file.naming().own()), file.naming().others().stream())
                            .filter(this::isFree)
                            .findFirst();
                    Optional<Slug> taken = slug.isEmpty()
                            ? Optional.of(file.naming().own())
                            : former.stream().filter(each -> !isFree(each)).findFirst();
                    if (taken.isPresent()) {
                        faults.add(new BrokenFile(
                                file.relative(),
                                1,
                                "its slug " + taken.get() + " is that of " + claims.get(taken.get())));
                    } else {
                        claims.put(slug.orElseThrow(), file.relative());
                        former.forEach(each -> claims.put(each, file.relative()));
                        slugs.put(file, slug.orElseThrow());
                    }
                });
        return slugs;
    }

    private boolean isFree(Slug slug) {
        return !claims.containsKey(slug);
    }

    /** What leads on gives way to what somebody bears. */
    private List<Slug> claimFormer(ReadFile file, Slug slug) {
        List<Slug> former = formerSlugs(
                file.naming(), slug, each -> isFree(each) || file.relative().equals(claims.get(each)));
        former.forEach(each -> claims.put(each, file.relative()));
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
