package io.billet.engine.internal.feed;

import io.billet.core.Reader;
import io.billet.engine.ArticleFilter;
import io.billet.engine.ArticleTeaser;
import io.billet.engine.BlogUrls;
import io.billet.engine.Feed;
import io.billet.engine.PageRequest;
import io.billet.engine.Site;
import io.billet.engine.internal.article.GoneMeanwhile;
import io.billet.engine.internal.article.ReadArticles;
import io.billet.engine.internal.article.ReadArticles.ListedArticle;
import io.billet.engine.internal.article.ReadArticles.Listing;
import io.billet.engine.internal.article.ReadableText;
import io.billet.engine.internal.article.RenderCache;
import java.io.StringWriter;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** RSS 2.0 (the specification of the RSS Advisory Board) with the atom, content and dc modules. */
public final class RssFeed {

    private static final int ITEMS = 20;
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String CONTENT = "http://purl.org/rss/1.0/modules/content/";
    private static final String DC = "http://purl.org/dc/elements/1.1/";

    /** RFC 822 with a year of four digits, as RSS asks for; {@code RFC_1123_DATE_TIME} writes days with one digit. */
    private static final DateTimeFormatter RFC_822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Site site;
    private final BlogUrls urls;
    private final ReadArticles articles;
    private final RenderCache renderCache;
    private final WrittenFeeds written = new WrittenFeeds();

    public RssFeed(Site site, BlogUrls urls, ReadArticles articles, RenderCache renderCache) {
        this.site = site;
        this.urls = urls;
        this.articles = articles;
        this.renderCache = renderCache;
    }

    /** Nothing is read of an article and nothing is written anew where nothing has changed. */
    public Feed write(ArticleFilter selection, Reader reader) {
        Listing listing = articles.list(selection, reader, PageRequest.first(ITEMS));
        Optional<Feed> kept = written.find(selection, listing);
        return kept.orElseGet(() -> {
            Feed feed = write(articles.entries(listing));
            written.keep(selection, listing, feed);
            return feed;
        });
    }

    private Feed write(List<ListedArticle> items) {
        Optional<Instant> updatedAt =
                items.stream().map(item -> item.teaser().article().updatedAt()).max(Instant::compareTo);
        StringWriter xml = new StringWriter();
        try {
            XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(xml);
            write(writer, items, updatedAt);
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string takes every character", e);
        }
        return new Feed(xml.toString(), "application/rss+xml; charset=utf-8", updatedAt);
    }

    private void write(XMLStreamWriter writer, List<ListedArticle> items, Optional<Instant> updatedAt)
            throws XMLStreamException {
        writer.writeStartDocument("UTF-8", "1.0");
        writer.writeStartElement("rss");
        writer.writeAttribute("version", "2.0");
        writer.writeNamespace("atom", ATOM);
        writer.writeNamespace("content", CONTENT);
        writer.writeNamespace("dc", DC);
        writer.writeStartElement("channel");
        element(writer, "title", site.title());
        element(writer, "link", urls.home().toString());
        element(writer, "description", site.description());
        element(writer, "language", site.language().value());
        element(writer, "generator", "Billet");
        if (updatedAt.isPresent()) {
            element(writer, "lastBuildDate", RFC_822.format(updatedAt.get()));
        }
        writer.writeEmptyElement("atom", "link", ATOM);
        writer.writeAttribute("href", urls.rss().toString());
        writer.writeAttribute("rel", "self");
        writer.writeAttribute("type", "application/rss+xml");
        for (ListedArticle item : items) {
            writeItem(writer, item);
        }
        writer.writeEndElement();
        writer.writeEndElement();
        writer.writeEndDocument();
    }

    private void writeItem(XMLStreamWriter writer, ListedArticle listed) throws XMLStreamException {
        ArticleTeaser item = listed.teaser();
        URI link = urls.article(item.article().slug());
        writer.writeStartElement("item");
        element(writer, "title", item.article().title());
        element(writer, "link", link.toString());
        writer.writeStartElement("guid");
        writer.writeAttribute("isPermaLink", "false");
        writer.writeCharacters("urn:uuid:" + item.article().id());
        writer.writeEndElement();
        Optional<Instant> publishedAt = item.article().publishedAt();
        if (publishedAt.isPresent()) {
            element(writer, "pubDate", RFC_822.format(publishedAt.get()));
        }
        for (var author : item.authors()) {
            writer.writeStartElement("dc", "creator", DC);
            writer.writeCharacters(legal(author.name()));
            writer.writeEndElement();
        }
        for (var tag : item.tags()) {
            element(writer, "category", tag.name());
        }
        element(writer, "description", item.teaser());
        Optional<String> html = html(listed);
        if (html.isPresent()) {
            writer.writeStartElement("content", "encoded", CONTENT);
            writer.writeCharacters(legal(html.get()));
            writer.writeEndElement();
        }
        writer.writeEndElement();
    }

    /** Of each article the text is read once at most, for its teaser and for this. */
    private Optional<String> html(ListedArticle item) {
        try {
            return Optional.of(renderCache.feed(item.teaser().article(), item.source()))
                    .map(rendered -> ReadableText.of(rendered, item.teaser().access())
                            .text()
                            .html())
                    .filter(html -> !html.isEmpty());
        } catch (GoneMeanwhile e) {
            return Optional.empty();
        }
    }

    private static void element(XMLStreamWriter writer, String name, String text) throws XMLStreamException {
        writer.writeStartElement(name);
        writer.writeCharacters(legal(text));
        writer.writeEndElement();
    }

    /** XML 1.0 (section 2.2) has no way to write most control characters; one of them would make the feed unreadable. */
    private static String legal(String text) {
        boolean allLegal = text.codePoints().allMatch(RssFeed::isLegal);
        return allLegal
                ? text
                : text.codePoints()
                        .map(c -> isLegal(c) ? c : 0xFFFD)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean isLegal(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
