package io.billet.storage.files;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The beginning of a text that has no front matter in a form that is read here, but may have it in another: Hugo's JSON,
 * Hexo's between longer fences, Pelican's and MultiMarkdown's {@code Status: draft}, Nikola's in a comment. If a field is named
 * there that decides who may read, nobody may.
 *
 * @param firstLine where it begins in its file
 * @param text      from there on
 */
record UnreadHeader(int firstLine, String text) {

    private static final int MOST_LINES = 200;
    private static final Pattern OPENING = Pattern.compile("-{3,}.*|\\+{3,}.*|;{3,}.*|\\{|\\{\\s*\".*|<!--.*");
    private static final Pattern CLOSING = Pattern.compile("-{3,}|\\+{3,}|;{3,}|}|.*-->");
    private static final Pattern FIELD = Pattern.compile(
            "(?:^[^\\p{L}\\p{N}]{0,8}|[{,]\\s*\"(?=[^\"]*\"\\s*:))(\\p{L}[\\w. -]{0,40}?)[\"']?\\s*[:=]");
    private static final int LONGEST_LINE = 1_000;

    Optional<Visibility.Doubt> doubt() {
        boolean begun = false;
        boolean fenced = false;
        int number = firstLine - 1;
        for (String line : (Iterable<String>) text.lines().limit(MOST_LINES)::iterator) {
            number++;
            String said =
                    line.substring(0, Math.min(line.length(), LONGEST_LINE)).strip();
            if (said.isEmpty()
                    ? begun && !fenced
                    : begun && fenced && CLOSING.matcher(said).matches()) {
                return Optional.empty();
            }
            fenced = fenced || (!begun && OPENING.matcher(said).matches());
            begun = begun || !said.isEmpty();
            Optional<String> field = FIELD.matcher(said)
                    .results()
                    .map(found -> found.group(1))
                    .filter(UnreadHeader::decides)
                    .findFirst();
            if (field.isPresent()) {
                return Optional.of(new Visibility.Doubt(
                        number,
                        "the field " + field.get()
                                + " decides who may read, but stands outside any front matter that is"
                                + " read here: nobody may"));
            }
        }
        return Optional.empty();
    }

    private static boolean decides(String name) {
        return VisibilityField.named(name)
                .filter(field -> field != VisibilityField.ADDRESS && field != VisibilityField.TYPE)
                .isPresent();
    }
}
