package io.billet.web.theme;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.billet.web.http.ContentSecurityPolicy;
import io.billet.web.theme.Around.Piece;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The theme that comes with Billet: templates that were made into classes when Billet was built, and a style sheet. */
final class StandardTheme implements Theme {

    static final String STYLESHEET = "billet.css";
    /** The same for content in the page of a host. */
    static final String CONTENT_STYLESHEET = "billet-content.css";

    static final String ICON = "icon.svg";
    static final String OF_HOST = "host.css";

    private static final int USUAL_LENGTH = 16_384;

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, StandardTheme.class.getClassLoader(), StandardTheme.class.getPackageName());
    private final Looks looks;
    private final List<ThemeAsset> assets;

    StandardTheme(Looks looks) {
        this.looks = looks;
        Optional<ThemeAsset> ofHost = looks.stylesheet().isBlank()
                ? Optional.empty()
                : Optional.of(ThemeAsset.stylesheet(OF_HOST, looks.stylesheet()));
        String stylesheet = read(STYLESHEET);
        Stream<ThemeAsset> own = Stream.of(
                ThemeAsset.stylesheet(STYLESHEET, stylesheet),
                ThemeAsset.stylesheet(CONTENT_STYLESHEET, ScopedStylesheet.of(stylesheet)),
                ThemeAsset.of(ICON, "image/svg+xml", read(ICON).getBytes(StandardCharsets.UTF_8)));
        assets = Stream.of(own, ofHost.stream(), looks.assets().stream())
                .flatMap(Function.identity())
                .toList();
    }

    @Override
    public List<ThemeAsset> assets() {
        return assets;
    }

    @Override
    public String render(BlogPage page) {
        return render(page, Piece.DOCUMENT);
    }

    @Override
    public Optional<PageParts> parts(BlogPage page) {
        String kind = template(page).replace(".jte", "");
        return Optional.of(new PageParts(page.frame(), kind, render(page, Piece.HEAD), render(page, Piece.CONTENT)));
    }

    private String render(BlogPage page, Piece piece) {
        StringOutput html = new StringOutput(USUAL_LENGTH);
        engine.render(template(page), Map.of("page", page, "around", new Around(piece, looks)), html);
        return html.toString();
    }

    @Override
    public ContentSecurityPolicy policy(ContentSecurityPolicy policy) {
        ContentSecurityPolicy more = policy;
        for (HeadElement element : looks.head()) {
            more = element.added(more);
        }
        return more;
    }

    private static String template(BlogPage page) {
        if (page instanceof BlogPage.ArticleList) {
            return "list.jte";
        } else if (page instanceof BlogPage.ArchivePage) {
            return "archive.jte";
        } else if (page instanceof BlogPage.NameIndex) {
            return "names.jte";
        } else if (page instanceof BlogPage.ArticlePage) {
            return "article.jte";
        } else if (page instanceof BlogPage.SubscribePage) {
            return "subscribe.jte";
        } else if (page instanceof BlogPage.TokenPage) {
            return "token.jte";
        } else if (page instanceof BlogPage.MemberPage) {
            return "member.jte";
        } else if (page instanceof BlogPage.MessagePage) {
            return "message.jte";
        }
        return "error.jte";
    }

    private static String read(String name) {
        try (InputStream stream = StandardTheme.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing beside " + StandardTheme.class.getName());
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
