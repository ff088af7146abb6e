package io.billet.storage.files;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the place of a file says about its article: {@code 2026-11-22-titre.md}, {@code titre/index.md},
 * {@code _drafts/titre.md}.
 *
 * @param relative the path below the storage's folder
 * @param modified when the file was last written
 * @param language the language that it names, if it names one
 */
record ArticlePath(Path relative, Instant modified, Optional<PlaceLanguages.Place> language) {

    private static final Pattern DATED = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[-_](.+)");

    private static final Pattern DRAFTS =
            Pattern.compile("_*drafts|_+(draft|private|trash|unpublished)", Pattern.CASE_INSENSITIVE);

    /** For questions that the language has no part in. */
    ArticlePath(Path relative, Instant modified) {
        this(relative, modified, Optional.empty());
    }

    static boolean isArticle(Path relative) {
        String name = fileName(relative);
        boolean markdown = name.endsWith(".md") || name.endsWith(".markdown");
        // Hugo's and Zola's _index.md describe sections, README describes a repository.
        return markdown && !name.startsWith("_") && !name.startsWith("README.") && !isNamed(relative);
    }

    private static boolean isNamed(Path relative) {
        String first = relative.getName(0).toString();
        return first.equals(NamedFolder.TAGS) || first.equals(NamedFolder.AUTHORS);
    }

    private static String fileName(Path path) {
        return Objects.requireNonNull(path.getFileName()).toString();
    }

    /** Returns the name without ending and date; of a bundle, that of its folder. */
    String name() {
        String name = stem();
        Matcher dated = DATED.matcher(name);
        return dated.matches() ? dated.group(2) : name;
    }

    /**
     * @param zone where the day begins
     * @throws MalformedFileException if there is no such day
     */
    Optional<Instant> date(ZoneId zone) throws MalformedFileException {
        Matcher dated = DATED.matcher(stem());
        return dated.matches() ? ArticleFields.dateIn(dated.group(1), 1, zone) : Optional.empty();
    }

    /** In a folder {@code _drafts} (Jekyll, Hexo), {@code drafts} or the like, whatever the case and wherever it lies. */
    boolean isDraft() {
        int folders = relative.getNameCount() - (isBundle() ? 2 : 1);
        return IntStream.range(0, folders)
                .mapToObj(i -> relative.getName(i).toString())
                .anyMatch(folder -> DRAFTS.matcher(folder).matches());
    }

    boolean isBundle() {
        return fileName(relative).startsWith("index.") && relative.getNameCount() > 1;
    }

    private String stem() {
        if (isBundle()) {
            return withoutEnding(relative.getName(relative.getNameCount() - 2).toString());
        }
        String name = withoutEnding(fileName(relative));
        return language.filter(PlaceLanguages.Place::isInName).isPresent()
                ? name.substring(0, name.lastIndexOf('.'))
                : name;
    }

    private static String withoutEnding(String name) {
        return name.replaceFirst("\\.(md|markdown)$", "");
    }

    /** Returns the address that generators give it: the language, the folders, and its name with its date. */
    String address() {
        int folders = relative.getNameCount() - (isBundle() ? 2 : 1);
        int named = language.map(PlaceLanguages.Place::folder).orElse(-1);
        Stream<String> above = IntStream.range(0, folders)
                .filter(i -> i != named)
                .mapToObj(i -> relative.getName(i).toString());
        return Stream.of(language.map(place -> place.tag().value()).stream(), above, Stream.of(stem()))
                .flatMap(part -> part)
                .collect(Collectors.joining("/"));
    }

    /** Returns what a file has in common with those of other languages beside it: its path without the language in its name. */
    Optional<String> translation() {
        if (language.filter(PlaceLanguages.Place::isInName).isEmpty()) {
            return Optional.empty();
        }
        String place = withoutEnding(ArticleContent.slashed(relative));
        return Optional.of(place.substring(0, place.lastIndexOf('.')));
    }

    /** Returns where the file goes when its article's slug changes; nowhere, if its name is not that slug. */
    Optional<Path> renamed(String oldSlug, String newSlug) {
        if (isBundle() || !name().equals(oldSlug)) {
            return Optional.empty();
        }
        String name = fileName(relative);
        int slugAt = name.lastIndexOf(oldSlug);
        String renamed = name.substring(0, slugAt) + newSlug + name.substring(slugAt + oldSlug.length());
        return Optional.of(relative.resolveSibling(renamed));
    }
}
