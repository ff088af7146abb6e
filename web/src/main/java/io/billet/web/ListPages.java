package io.billet.web;

import io.billet.core.Author;
import io.billet.core.InvalidValueException;
import io.billet.core.Slug;
import io.billet.core.Tag;
import io.billet.engine.ArticleTeaser;
import io.billet.engine.Selection;
import io.billet.storage.api.Cursor;
import io.billet.storage.api.Page;
import io.billet.storage.api.PageRequest;
import io.billet.web.theme.BlogPage;
import io.billet.web.theme.Words;
import java.net.URI;
import java.util.Optional;

/** Lists of articles: all, of a tag, by an author. */
final class ListPages {

    private final Desk desk;
    private final int size;

    ListPages(Desk desk, int size) {
        this.desk = desk;
        this.size = size;
    }

    WebResponse home(Visit visit) {
        var site = desk.blog().site();
        return list(
                visit,
                Selection.ALL,
                desk.urls().home(),
                site.title(),
                site.description(),
                Optional.empty(),
                Optional.empty());
    }

    WebResponse tag(Visit visit, Slug slug) {
        Optional<Tag> described = desk.blog().articles().tag(slug);
        Tag tag = described.orElseGet(() -> Tag.named(slug, slug.value()));
        requireKnown(described.isPresent(), visit, Selection.tagged(slug));
        return list(
                visit,
                Selection.tagged(slug),
                desk.urls().tag(slug),
                tag.name(),
                tag.description().orElse(""),
                Optional.of(tag),
                Optional.empty());
    }

    WebResponse author(Visit visit, Slug slug) {
        Optional<Author> described = desk.blog().articles().author(slug);
        Author author = described.orElseGet(() -> Author.named(slug, slug.value()));
        requireKnown(described.isPresent(), visit, Selection.by(slug));
        return list(
                visit,
                Selection.by(slug),
                desk.urls().author(slug),
                author.name(),
                author.description().orElse(""),
                Optional.empty(),
                Optional.of(author));
    }

    /** A name of which nothing is said and under which nothing stands is no page. */
    private void requireKnown(boolean described, Visit visit, Selection selection) {
        if (!described
                && desk.blog()
                        .articles()
                        .page(selection, visit.reader(), PageRequest.first(1))
                        .items()
                        .isEmpty()) {
            throw HttpProblem.of(404);
        }
    }

    private WebResponse list(
            Visit visit,
            Selection selection,
            URI address,
            String title,
            String description,
            Optional<Tag> tag,
            Optional<Author> author) {
        Optional<Cursor> after = cursor(visit, "after");
        Page<ArticleTeaser> page = page(visit, selection, after);
        Words words = desk.words(desk.siteLanguage());
        Optional<URI> canonical = Optional.of(
                after.map(cursor -> URI.create(address + "?after=" + cursor)).orElse(address));
        return desk.lasting(
                visit,
                new BlogPage.ArticleList(
                        desk.frame(visit, words, title, description, canonical),
                        tag,
                        author,
                        page.items(),
                        after.map(cursor -> address),
                        page.next().map(cursor -> URI.create(address + "?after=" + cursor)),
                        desk.subscribeForm(visit, "list", words.language())));
    }

    private Page<ArticleTeaser> page(Visit visit, Selection selection, Optional<Cursor> after) {
        try {
            return desk.blog().articles().page(selection, visit.reader(), new PageRequest(size, after));
        } catch (InvalidValueException e) {
            throw HttpProblem.of(400);
        }
    }

    static Optional<Cursor> cursor(Visit visit, String parameter) {
        try {
            return visit.query().find(parameter).map(Cursor::new);
        } catch (InvalidValueException e) {
            throw HttpProblem.of(400);
        }
    }
}
