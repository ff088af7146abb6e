package io.billet.storage.files;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code _index.md} says of all that lies beside and below it: with Zola nothing of a draft section is public, and
 * Hugo hands on what stands in {@code cascade}. Called under the lock of {@link FolderAccess}.
 */
final class Sections {

    private static final String INDEX = "_index.";

    /** In what {@code cascade} is handed on to. */
    private static final List<String> TARGETS = List.of("target", "_target");

    /**
     * A section's file as it was read.
     *
     * @param seen     how it was met
     * @param settled  whether a change since would be seen
     * @param shutting what keeps all below from their readers, if anything does
     * @param doubts   what was not understood
     */
    private record Known(Disk.Seen seen, boolean settled, Optional<Statement> shutting, List<BrokenFile> doubts) {

        boolean saysTheSameAs(Known other) {
            return shutting.equals(other.shutting) && doubts.equals(other.doubts);
        }
    }

    private final Path root;
    private Map<Path, Known> known = Map.of();

    Sections(Path root) {
        this.root = root;
    }

    static boolean isSection(Path relative) {
        String name = String.valueOf(relative.getFileName());
        return name.startsWith(INDEX) && (name.endsWith(".md") || name.endsWith(".markdown"));
    }

    /**
     * @param files all that there are
     * @param now   the time on the machine's clock
     * @return whether a section says anything else than before
     */
    boolean refresh(List<Disk.Seen> files, Instant now) {
        Map<Path, Known> read = new HashMap<>();
        for (Disk.Seen seen : files) {
            Path relative = root.relativize(seen.path());
            if (isSection(relative)) {
                Known before = known.get(relative);
                boolean same =
                        before != null && before.settled() && before.seen().equals(seen);
                read.put(relative, same ? before : read(relative, seen, now));
            }
        }
        boolean changed = !read.keySet().equals(known.keySet())
                || read.entrySet().stream()
                        .anyMatch(entry ->
                                !entry.getValue().saysTheSameAs(Objects.requireNonNull(known.get(entry.getKey()))));
        known = read;
        return changed;
    }

    private Known read(Path relative, Disk.Seen seen, Instant now) {
        try {
            ArticleFile file = ArticleFile.parse(Disk.read(seen.path(), ArticleFile.MAX_OCTETS));
            Visibility said = VisibilityRule.ofSection(file);
            List<BrokenFile> doubts = said.doubts().stream()
                    .map(doubt -> new BrokenFile(relative, doubt.line(), doubt.reason()))
                    .toList();
            boolean shut = said.standing() != Visibility.Standing.OPEN;
            return new Known(
                    seen, !seen.isFresh(now), shut ? Optional.of(shutting(relative, said)) : Optional.empty(), doubts);
        } catch (MalformedFileException e) {
            return unread(relative, seen, !seen.isFresh(now), e.line(), e.reason());
        } catch (IOException e) {
            // The next look tries again.
            Known before = known.get(relative);
            return before != null ? before : unread(relative, seen, false, 1, "it cannot be read: " + e.getMessage());
        }
    }

    private static Statement shutting(Path relative, Visibility said) {
        return new Statement(
                said.by().map(Statement::field).orElse("draft") + " of " + relative,
                true,
                said.by().map(Statement::line).orElse(1));
    }

    /** It may say that all below is a draft. */
    private static Known unread(Path relative, Disk.Seen seen, boolean settled, int line, String reason) {
        return new Known(
                seen,
                settled,
                Optional.of(new Statement("what cannot be read of " + relative, true, line)),
                List.of(new BrokenFile(relative, line, reason + "; nobody may read what lies below")));
    }

    /** Returns what keeps a file from its readers, be it what it may itself. */
    Optional<Statement> shutting(Path relative) {
        return known.isEmpty()
                ? Optional.empty()
                : Stream.iterate(relative.getParent(), Objects::nonNull, Path::getParent)
                        .flatMap(folder -> sectionsIn(folder, relative))
                        .findFirst()
                        .or(() -> sectionsIn(relative.getFileSystem().getPath(""), relative)
                                .findFirst());
    }

    private Stream<Statement> sectionsIn(Path folder, Path relative) {
        String[] parts = String.valueOf(relative.getFileName()).split("\\.", -1);
        String language = parts.length > 2 ? parts[parts.length - 2] + "." : "";
        return Stream.of("", language)
                .distinct()
                .flatMap(part -> Stream.of("md", "markdown").map(ending -> INDEX + part + ending))
                .map(folder::resolve)
                .map(known::get)
                .flatMap(Stream::ofNullable)
                .flatMap(section -> section.shutting().stream());
    }

    List<BrokenFile> doubts() {
        return known.values().stream()
                .flatMap(section -> section.doubts().stream())
                .toList();
    }

    /** Returns what a section hands on: what Zola means by its own fields, and what Hugo has in {@code cascade}. */
    static Stream<Statement> handedOn(FrontMatter header) {
        return header.entries().stream().flatMap(entry -> {
            String first = entry.name().split("\\.", -1)[0];
            if (!VisibilityField.plain(first).equals("cascade")) {
                return Statement.in(entry)
                        .filter(said -> said.visibilityField()
                                .filter(VisibilityField::passesDown)
                                .isPresent());
            }
            Statement cascade = new Statement(entry.name(), entry.value(), entry.line());
            return first.equals(entry.name())
                    ? inCascade(cascade)
                    : Stream.of(cascade).flatMap(Sections::opened);
        });
    }

    private static Stream<Statement> inCascade(Statement cascade) {
        List<?> maps = cascade.value() instanceof List<?> list ? list : List.of(cascade.value());
        return maps.stream()
                .filter(Map.class::isInstance)
                .map(map -> (Map<?, ?>) map)
                .filter(Sections::isForPages)
                .flatMap(cascade::parts)
                .flatMap(Sections::opened);
    }

    /** What Hugo hands on to sections only does not concern articles; other targets are not looked at. */
    private static boolean isForPages(Map<?, ?> cascade) {
        return TARGETS.stream()
                .map(cascade::get)
                .filter(Map.class::isInstance)
                .map(target -> FieldValues.text(((Map<?, ?>) target).get("kind")))
                .allMatch(kind -> kind.isEmpty() || kind.contains("page") || kind.contains("*") || kind.contains("{"));
    }

    private static Stream<Statement> opened(Statement said) {
        String field = said.field().substring(said.field().indexOf('.') + 1);
        return Statement.in(new FrontMatter.Entry(field, said.value(), "", said.line()));
    }
}
