package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads 20,000 texts three times: by our parser, by commonmark.js (the reference implementation) and by micromark, and explains
 * every difference. Needs Node, so it runs only with {@code -Dbillet.differential=<folder>}, a copy of
 * {@code src/test/differential} in which {@code npm install} has run; {@code -Dbillet.differential.seed=2} takes other texts.
 */
class DifferentialTest {

    private static final int TEXTS = 20_000;
    private static final int MOST_PARTS = 16;
    private static final String RECORD = "\u001e";
    private static final String UNIT = "\u001f";

    /** One text, and what the three make of it. */
    private record Case(String text, String ours, String reference, String micromark) {

        boolean isLike(Pattern pattern) {
            return pattern.matcher(text).find();
        }
    }

    private static final Pattern LINK_IN_LINK =
            Pattern.compile("<a href=\"[^\"]*\"[^>]*>(?:(?!</a>).)*<a href", Pattern.DOTALL);
    private static final Pattern BEYOND_16_BITS = Pattern.compile("[\\x{10000}-\\x{10FFFF}]");
    private static final Pattern LIST_ITEM = Pattern.compile(
            "(?m)^[ \\t>]*(?:[-*+]|[0-9]+[.)])(?:[ \\t]*$|[ \\t]+(?:[-*+]|[0-9]+[.)])(?:\\s|$))|^[ \\t>]*[0-9]+[.)](?:\\s|$)");
    private static final Pattern LINE_IS_A_TAG = Pattern.compile("(?m)^[ \\t>]*</?[A-Za-z][^\\n]*>[ \\t]*$");

    /** Why the three differ; the first that applies counts. */
    private enum Reason {
        /** Both nest an autolink in a link, as the specification has it and HTML forbids; we write one link. */
        A_LINK_IN_A_LINK {
            @Override
            boolean explains(Case of) {
                return LINK_IN_LINK.matcher(of.reference).find();
            }
        },
        /**
         * Symbols count as punctuation beside emphasis since 0.31. Both ask half of a pair of UTF-16 units whether it is one,
         * and take an emoji for a letter.
         */
        A_SYMBOL_BEYOND_16_BITS {
            @Override
            boolean explains(Case of) {
                return of.isLike(BEYOND_16_BITS) && withoutEmphasis(of.ours).equals(withoutEmphasis(of.reference));
            }
        },
        /** commonmark.js trims U+00A0, which is no space of Markdown's, and takes a line with it for a blank one or a tag's end. */
        A_NO_BREAK_SPACE_IS_TRIMMED {
            @Override
            boolean explains(Case of) {
                return of.ours.equals(of.micromark) && of.text.indexOf('\u00a0') >= 0;
            }
        },
        /**
         * commonmark.js leaves an empty paragraph of definitions of links that an underline of a heading follows, and lets them
         * count before those above (4.7: the first takes precedence).
         */
        AN_EMPTY_PARAGRAPH {
            @Override
            boolean explains(Case of) {
                return of.ours.equals(of.micromark)
                        && withoutUrls(of.ours).equals(withoutUrls(of.reference.replace("<p></p>\n", "")));
            }
        },
        /** micromark writes HTML that ends an item, or stands before a blank line in it, without a line feed behind it. */
        A_LINE_FEED_AFTER_HTML {
            @Override
            boolean explains(Case of) {
                return of.ours.equals(of.reference) && of.ours.replace("\n", "").equals(of.micromark.replace("\n", ""));
            }
        },
        /** micromark keeps the indentation of a line in a code span or a tag that the paragraph's line has lost (4.8). */
        INDENTATION_IN_A_PARAGRAPH {
            @Override
            boolean explains(Case of) {
                return of.ours.equals(of.reference)
                        && of.ours.replaceAll("[ \\t\\n]+", "").equals(of.micromark.replaceAll("[ \\t\\n]+", ""));
            }
        },
        /**
         * micromark ends a quotation or an item before a line that is a tag and goes on with its paragraph (a lazy continuation,
         * 5.1: an HTML block of kind 7 cannot interrupt a paragraph).
         */
        A_TAG_GOES_ON_WITH_A_PARAGRAPH {
            @Override
            boolean explains(Case of) {
                return of.ours.equals(of.reference) && of.isLike(LINE_IS_A_TAG) && !beginsListsOtherwise(of);
            }
        },
        /**
         * micromark lets no list begin with an empty item or another number than 1 after indented code or in an item, where no
         * paragraph is interrupted (5.2).
         */
        A_LIST_BEGINS_AS_IT_COULD_NOT_IN_A_PARAGRAPH {
            @Override
            boolean explains(Case of) {
                return of.ours.equals(of.reference) && of.isLike(LIST_ITEM) && beginsListsOtherwise(of);
            }
        },
        /** commonmark.js keeps a tab at the end of a paragraph's line; space there means nothing (6.8). */
        A_TAB_BEFORE_A_LINE_FEED {
            @Override
            boolean explains(Case of) {
                return of.ours.equals(of.micromark) && of.ours.equals(of.reference.replace("\t\n", "\n"));
            }
        },
        /** The reference implementation and we agree to the letter. Looked at: spans, labels and code cut by what begins a block. */
        MICROMARK_STANDS_ALONE {
            @Override
            boolean explains(Case of) {
                return of.ours.equals(of.reference);
            }
        },
        /** commonmark.js differs for a reason above, and micromark for another. */
        SEVERAL {
            @Override
            boolean explains(Case of) {
                return text(of.ours).equals(text(of.reference));
            }
        };

        abstract boolean explains(Case of);

        static String withoutEmphasis(String html) {
            return html.replaceAll("</?(?:em|strong)>|[*_]", "");
        }

        /** Returns what there is to read, and where its blocks, links and code are. */
        static String text(String html) {
            return withoutEmphasis(html)
                    .replace("<p></p>", "")
                    .replaceAll(" (?:class|href|src|title)=\"[^\"]*\"", "")
                    .replaceAll("[\\s\u00a0]+", "");
        }

        static String withoutUrls(String html) {
            return html.replaceAll(" (?:href|src|title)=\"[^\"]*\"", "");
        }

        static boolean beginsListsOtherwise(Case of) {
            return count(of.ours, "<li>") != count(of.micromark, "<li>");
        }

        static int count(String text, String part) {
            return text.split(part, -1).length - 1;
        }
    }

    @TempDir
    Path folder;

    private final Pipeline ours = CommonMarkConformanceTest.plain();

    @Test
    void every_difference_has_a_reason() throws IOException, InterruptedException {
        String scripts = System.getProperty("billet.differential", "");
        if (scripts.isEmpty()) {
            System.err.println("SKIPPED: three readers are compared with -Dbillet.differential=<folder> only");
        }
        assumeTrue(!scripts.isEmpty());
        Map<Reason, Integer> counts = new EnumMap<>(Reason.class);
        List<Case> unexplained = new ArrayList<>();
        int same = 0;
        for (Case each : cases(Path.of(scripts))) {
            if (each.ours.equals(each.reference) && each.ours.equals(each.micromark)) {
                same++;
                continue;
            }
            Stream.of(Reason.values())
                    .filter(reason -> reason.explains(each))
                    .findFirst()
                    .ifPresentOrElse(reason -> counts.merge(reason, 1, Integer::sum), () -> unexplained.add(each));
        }
        System.out.println("of " + TEXTS + " texts the same: " + same + ", " + counts);

        assertThat(unexplained).isEmpty();
    }

    private List<Case> cases(Path scripts) throws IOException, InterruptedException {
        List<String> texts = texts(Integer.getInteger("billet.differential.seed", 1));
        Path input = Files.writeString(folder.resolve("texts"), String.join(RECORD, texts) + RECORD);
        Path output = folder.resolve("html");
        Process node = new ProcessBuilder("node", "render.mjs", input.toString(), output.toString())
                .directory(scripts.toFile())
                .inheritIO()
                .start();
        assertThat(node.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(node.exitValue()).isZero();
        String[] theirs = Files.readString(output).split(RECORD);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String html = ours.render(texts.get(i), Optional.empty()).html();
            String[] both = theirs[i].split(UNIT, -1);
            cases.add(new Case(texts.get(i), html.strip(), both[0].strip(), both[1].strip()));
        }
        return cases;
    }

    /** Half of random parts, half of lines of the specification's examples. */
    private static List<String> texts(int seed) {
        List<String> lines = new ArrayList<>();
        for (SpecExample example : SpecExample.readAll("/spec.txt")) {
            example.markdown().lines().forEach(line -> lines.add(line + "\n"));
        }
        List<String> texts = new ArrayList<>();
        Random random = new Random(seed);
        for (int i = 0; i < TEXTS; i++) {
            List<String> from = i % 2 == 0 ? SecondParserTest.PARTS : lines;
            StringBuilder text = new StringBuilder();
            for (int parts = 1 + random.nextInt(MOST_PARTS); parts > 0; parts--) {
                text.append(from.get(random.nextInt(from.size())));
            }
            texts.add(text.toString());
        }
        return texts;
    }
}
