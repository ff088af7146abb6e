package io.billet.storage.files;

import io.billet.core.Alias;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
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
     * @param aliases     what else leads to it
     */
    record Settled(ArticleId id, Slug slug, List<Alias> aliases) {}

    private static final int MOST_NUMBERED = 1_000;

    private final Map<Path, Settled> settled = new LinkedHashMap<>();
    private final Map<Path, Slug> slugs = new HashMap<>();
    private final Map<Path, List<Alias>> aliases = new HashMap<>();
    private final Map<Alias, Path> claims = new HashMap<>();
    private final Map<Slug, Slug> wholePaths = new HashMap<>();
    private final Map<Alias, Path> besides = new HashMap<>();
    private final Map<ArticleId, List<Path>> leftOver = new HashMap<>();
    private final List<BrokenFile> faults = new ArrayList<>();
    private final List<BrokenFile> dropped = new ArrayList<>();
    private final Set<Path> refused = new HashSet<>();

    AddressBook(Collection<ReadFile> files) {
        List<ReadFile> inOrder = inOrder(singleByIdentity(files));
        // What somebody has written down as a slug is theirs, whatever leads on; names of files give way to what does.
        all(inOrder, file -> file.sealed() || file.naming().isSaid(), this::name);
        all(inOrder, ReadFile::sealed, this::leadOn);
        all(inOrder, file -> !file.sealed() && !file.naming().isSaid(), this::name);
        all(inOrder, file -> !file.sealed(), this::leadOn);
        Set<ArticleId> taken = new HashSet<>();
        all(inOrder, file -> true, file -> file.naming().id().ifPresent(taken::add));
        all(inOrder, file -> true, file -> settle(file, taken));
        all(
                inOrder,
                file -> true,
                file -> Alias.of(file.naming().lastParts())
                        .forEach(part -> besides.putIfAbsent(part, file.relative())));
    }

    /** Of those that have got a slug, or might yet. */
    private void all(List<ReadFile> files, Predicate<ReadFile> which, Consumer<ReadFile> what) {
        files.stream()
                .filter(which)
                .filter(file -> !refused.contains(file.relative()))
                .forEach(what);
    }

    private void settle(ReadFile file, Set<ArticleId> taken) {
        Slug slug = Objects.requireNonNull(slugs.get(file.relative()));
        List<Alias> leading = aliases.getOrDefault(file.relative(), List.of());
        settled.put(file.relative(), new Settled(identity(file, leading, taken), slug, leading));
        Stream.concat(file.naming().others().stream(), Stream.of(file.naming().own()))
                .forEach(other -> besides.putIfAbsent(Alias.of(other), file.relative()));
    }

    Optional<Settled> of(Path relative) {
        return Optional.ofNullable(settled.get(relative));
    }

    /** Returns what each address is of, slug or alias. */
    Map<Alias, ArticleId> claims() {
        Map<Alias, ArticleId> ids = new HashMap<>();
        claims.forEach((address, path) -> of(path).ifPresent(named -> ids.put(address, named.id())));
        return ids;
    }

    /** Returns names that articles would have if others did not; nobody bears them. */
    Map<Alias, ArticleId> besides() {
        Map<Alias, ArticleId> ids = new HashMap<>();
        besides.forEach((name, path) -> {
            if (!claims.containsKey(name)) {
                of(path).ifPresent(named -> ids.put(name, named.id()));
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

    /** Returns files whose aliases are what others bear; those lead there. */
    List<BrokenFile> dropped() {
        return dropped;
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

    /** Returns the files in the order in which they are asked which slug they want. */
    private static List<ReadFile> inOrder(List<ReadFile> files) {
        return files.stream()
                .sorted(Comparator.comparing((ReadFile file) -> !file.sealed())
                        .thenComparing(file -> !file.naming().isSaid())
                        .thenComparing(file -> file.naming().isTranslation())
                        .thenComparing(file -> file.naming().date().orElse(Instant.MAX))
                        .thenComparing(file -> !file.naming().others().isEmpty())
                        .thenComparing(ReadFile::relative))
                .toList();
    }

    private void name(ReadFile file) {
        Naming naming = file.naming();
        Optional<Slug> slug = Stream.of(Stream.of(naming.own()), naming.others().stream(), numbered(naming))
                .flatMap(each -> each)
                .filter(each -> isFree(Alias.of(each)))
                .findFirst();
        if (slug.isEmpty()) {
            Path other = claims.get(Alias.of(naming.own()));
            faults.add(new BrokenFile(file.relative(), 1, "its slug " + naming.own() + " is that of " + other));
            refused.add(file.relative());
            return;
        }
        slugs.put(file.relative(), slug.get());
        claims.put(Alias.of(slug.get()), file.relative());
        wholePaths.put(slug.get(), whole(naming));
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

    private boolean isFree(Alias address) {
        return !claims.containsKey(address);
    }

    /** What leads on gives way to what somebody bears. */
    private void leadOn(ReadFile file) {
        Path path = file.relative();
        Slug slug = Objects.requireNonNull(slugs.get(path));
        List<Alias> leading = aliases(file.naming(), slug, each -> isFree(each) || path.equals(claims.get(each)));
        Stream.concat(file.naming().aliases().stream(), file.naming().former().stream())
                .filter(each -> !isFree(each) && !path.equals(claims.get(each)))
                .distinct()
                .map(each -> new BrokenFile(
                        path, 1, "its alias " + each + " does not lead here, as it is that of " + claims.get(each)))
                .forEach(dropped::add);
        leading.forEach(each -> claims.put(each, path));
        aliases.put(path, leading);
    }

    /** Returns what leads to an article besides its slug: its addresses elsewhere first, and its path if that is not its own. */
    static List<Alias> aliases(Naming naming, Slug slug, Predicate<Alias> isFree) {
        boolean byPath = naming.isTranslation() || !slug.equals(naming.own());
        Stream<Alias> path = byPath ? naming.path().stream().map(Alias::of) : Stream.empty();
        return Stream.of(naming.aliases().stream(), naming.former().stream(), path)
                .flatMap(each -> each)
                .filter(each -> !each.equals(Alias.of(slug)) && isFree.test(each))
                .distinct()
                .limit(Article.MAX_ALIASES)
                .toList();
    }

    /** Where another still has the identity of that address, as one that was renamed has, it is known by date or place. */
    private static ArticleId identity(ReadFile file, List<Alias> leading, Set<ArticleId> taken) {
        Naming naming = file.naming();
        return naming.id()
                .orElseGet(() -> Stream.of(
                                naming.former().stream()
                                        .filter(leading::contains)
                                        .findFirst()
                                        .map(Alias::value),
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
