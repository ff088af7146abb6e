package io.billet.benchmarks.content;

import io.billet.core.ArticleAccess;
import io.billet.core.ArticleSummary;
import io.billet.core.LanguageTag;
import io.billet.core.Reader;
import io.billet.engine.ArticleResult;
import io.billet.engine.Blog;
import io.billet.engine.Site;
import io.billet.renderer.MarkdownRenderer;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.DatePosition;
import io.billet.storage.api.InMemoryStorage;
import io.billet.storage.files.BrokenFile;
import io.billet.storage.files.FilesStorage;
import io.billet.web.BlogHandler;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.gcardone.junidecode.Junidecode;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Says what becomes of a site's folder of Markdown: how many of its files are articles that a reader is served, page by page
 * over {@link BlogHandler}, and of each of the others why not; and how many of the links within a page lead to a place that is
 * on the page.
 *
 * <p>Arguments: the folder, and the language of files that do not name theirs ({@code en}). Nothing is written there. Ends
 * with exit code 1 if an article was refused, by the storage or by the page. Links are looked for in the article's text, and
 * their targets on the whole page, as browsers do (HTML Standard, "find a potential indicated element"): an element's
 * {@code id}, or an {@code a}'s {@code name}; {@code #} and {@code #top} lead to the top of any page. Headings are known by
 * their transliterations too, as Zola makes slugs of them, and files without a date are
 * pages, as they are to Zola.
 */
public final class ServedArticles {

    private final Path folder;
    private final PrintStream out;
    private final Map<String, Integer> shown = new TreeMap<>();
    private final List<String> hidden = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final List<String> deadLinks = new ArrayList<>();
    private int articles;
    private int links;

    private ServedArticles(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /**
     * @param arguments see the class
     * @throws IOException if the folder cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1 || !Files.isDirectory(Path.of(arguments[0]))) {
            System.err.println("usage: ServedArticles <folder> [language]");
            System.exit(2);
        }
        LanguageTag language = LanguageTag.of(arguments.length > 1 ? arguments[1] : "en");
        boolean allServed = new ServedArticles(Path.of(arguments[0]), System.out).run(language);
        System.exit(allServed ? 0 : 1);
    }

    private boolean run(LanguageTag language) throws IOException {
        try (FilesStorage files = FilesStorage.in(folder)
                        .defaultLanguage(language)
                        .undatedPages()
                        .open();
                BlogStorage storage = BlogStorage.compose(
                        BlogStorage.articlesFrom(files), BlogStorage.restFrom(new InMemoryStorage()));
                Blog blog = Blog.builder()
                        .site(Site.of("Served?", URI.create("https://example.org/blog"), language))
                        .storage(storage)
                        .articleRenderer(MarkdownRenderer.article().toBuilder()
                                .transliteration("junidecode", Junidecode::unidecode)
                                .build())
                        .build()) {
            BlogHandler handler = BlogHandler.of(blog);
            for (ArticleSummary article : summaries(storage)) {
                articles++;
                look(blog, handler, article);
            }
            tell(files);
        }
        return refused.isEmpty();
    }

    private static List<ArticleSummary> summaries(BlogStorage storage) {
        List<ArticleSummary> all = new ArrayList<>();
        List<ArticleSummary> rows = storage.articles().list(ArticleQuery.all(), Optional.empty(), Bounds.LONGEST_LIST);
        while (!rows.isEmpty()) {
            all.addAll(rows);
            DatePosition last = DatePosition.of(rows.get(rows.size() - 1));
            rows = storage.articles().list(ArticleQuery.all(), Optional.of(last), Bounds.LONGEST_LIST);
        }
        return all;
    }

    private void look(Blog blog, BlogHandler handler, ArticleSummary article) {
        ArticleAccess access =
                ArticleAccess.of(article, Reader.ANONYMOUS, blog.clock().instant());
        if (access == ArticleAccess.NONE) {
            hidden.add(article.slug() + ": " + hiddenAs(article));
            return;
        }
        WebResponse response = handler.handle(WebRequest.of("GET", "/" + pathOf(blog, article)));
        if (response.status() != 200) {
            refused.add(article.slug() + ": the page answers " + response.status());
            return;
        }
        count(access == ArticleAccess.WHOLE ? "served whole" : "served as a preview");
        if (blog.articles().read(article.slug(), Reader.ANONYMOUS) instanceof ArticleResult.Found found) {
            lookAtLinks(article, found.view().text().html(), page(response));
        }
    }

    private static String hiddenAs(ArticleSummary article) {
        return switch (article.state().kind()) {
            case DRAFT -> "a draft, because it says so or names no date";
            case SCHEDULED, PUBLISHED -> "dated in the future";
            case ARCHIVED -> "archived, or ended";
        };
    }

    private static String pathOf(Blog blog, ArticleSummary article) {
        String address = blog.urls().article(article.slug()).getRawPath();
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private void count(String outcome) {
        shown.merge(outcome, 1, Integer::sum);
    }

    private void lookAtLinks(ArticleSummary article, String text, Document page) {
        for (Element link : Jsoup.parseBodyFragment(text).select("a[href^=#]")) {
            links++;
            String target = link.attr("href").substring(1);
            if (!isOn(page, target)) {
                deadLinks.add(article.slug() + ": #" + target);
            }
        }
    }

    /** As browsers find a fragment: as it stands, else decoded. */
    private static boolean isOn(Document page, String target) {
        return target.isEmpty()
                || target.equalsIgnoreCase("top")
                || Stream.of(target, decoded(target))
                        .anyMatch(id -> page.getElementById(id) != null
                                || page.select("a[name]").stream()
                                        .anyMatch(anchor -> anchor.attr("name").equals(id)));
    }

    private static String decoded(String fragment) {
        try {
            return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return fragment;
        }
    }

    private void tell(FilesStorage files) throws IOException {
        Map<String, Integer> others = notArticles();
        int inFolder = others.values().stream().mapToInt(Integer::intValue).sum()
                + articles
                + files.brokenFiles().size();
        out.println(folder + ": " + inFolder + " Markdown files");
        others.forEach((why, number) -> out.println("  " + number + " no article: " + why));
        shown.forEach((outcome, number) -> out.println("  " + number + " " + outcome));
        files.brokenFiles().stream().map(BrokenFile::toString).forEach(refused::add);
        out.println("  " + hidden.size() + " not public");
        hidden.forEach(reason -> out.println("    " + reason));
        out.println("  " + refused.size() + " refused");
        refused.forEach(reason -> out.println("    " + reason));
        List<BrokenFile> doubtful = files.doubtfulFiles();
        out.println(
                "  " + doubtful.size() + " fields that decide who may read not understood (the article is a draft)");
        doubtful.forEach(doubt -> out.println("    " + doubt));
        out.println(String.format(
                Locale.ROOT,
                "  %d links within a page, %d alive (%.2f %%)",
                links,
                links - deadLinks.size(),
                links == 0 ? 100.0 : 100.0 * (links - deadLinks.size()) / links));
        deadLinks.forEach(link -> out.println("    dead: " + link));
    }

    /** What the storage passes over, as docs/storage-files.md says. */
    private Map<String, Integer> notArticles() throws IOException {
        Map<String, Integer> others = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .filter(path ->
                            path.toString().endsWith(".md") || path.toString().endsWith(".markdown"))
                    .flatMap(path -> passedOver(path).stream())
                    .forEach(why -> others.merge(why, 1, Integer::sum));
        }
        return others;
    }

    private static Optional<String> passedOver(Path path) {
        String name = String.valueOf(path.getFileName());
        if (Stream.iterate(path, part -> part != null, Path::getParent)
                .anyMatch(part -> String.valueOf(part.getFileName()).startsWith("."))) {
            return Optional.of("hidden");
        } else if (name.startsWith("_index.")) {
            return Optional.of("describes a section (_index)");
        } else if (name.startsWith("_")) {
            return Optional.of("its name begins with _");
        } else if (name.startsWith("README.")) {
            return Optional.of("README");
        }
        return Optional.empty();
    }

    private static Document page(WebResponse response) {
        return Jsoup.parse(new String(response.body(), StandardCharsets.UTF_8));
    }
}
