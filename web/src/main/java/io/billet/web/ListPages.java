package io.billet.web;

import io.billet.core.Author;
import io.billet.core.InvalidValueException;
import io.billet.core.Slug;
import io.billet.core.Tag;
import io.billet.engine.ArticleFilter;
import io.billet.engine.ArticleTeaser;
import io.billet.storage.api.Cursor;
import io.billet.storage.api.Page;
import io.billet.storage.api.PageRequest;
import io.billet.web.theme.BlogPage;
import io.billet.web.theme.PageMessages;
import java.net.URI;
import java.util.Optional;

/** Lists of articles: all, of a tag, by an author. */
final class ListPages {

    private final PageContext context;
    private final int size;

    ListPages(PageContext context, int size) {
        this.context = context;
        this.size = size;
    }

    WebResponse home(RequestContext visit) {
        var site = context.blog().site();
        return list(
                visit,
                ArticleFilter.ALL,
                context.urls().home(),
                site.title(),
                site.description(),
                Optional.empty(),
                Optional.empty());
    }

    WebResponse tag(RequestContext visit, Slug slug) {
        Optional<Tag> described = context.blog().articles().tag(slug);
        Tag tag = described.orElseGet(() -> Tag.named(slug, slug.value()));
        requireKnown(described.isPresent(), visit, ArticleFilter.tagged(slug));
        return list(
                visit,
                ArticleFilter.tagged(slug),
                context.urls().tag(slug),
                tag.name(),
                tag.description().orElse(""),
                Optional.of(tag),
                Optional.empty());
    }

    WebResponse author(RequestContext visit, Slug slug) {
        Optional<Author> described = context.blog().articles().author(slug);
        Author author = described.orElseGet(() -> Author.named(slug, slug.value()));
        requireKnown(described.isPresent(), visit, ArticleFilter.by(slug));
        return list(
                visit,
                ArticleFilter.by(slug),
                context.urls().author(slug),
                author.name(),
                author.description().orElse(""),
                Optional.empty(),
                Optional.of(author));
    }

    /** A name of which nothing is said and under which nothing stands is no page. */
    private void requireKnown(boolean described, RequestContext visit, ArticleFilter selection) {
        if (!described
                && context.blog()
                        .articles()
                        .page(selection, visit.reader(), PageRequest.first(1))
                        .items()
                        .isEmpty()) {
            throw HttpProblem.of(404);
        }
    }

    private WebResponse list(
            RequestContext visit,
            ArticleFilter selection,
            URI address,
            String title,
            String description,
            Optional<Tag> tag,
            Optional<Author> author) {
        Optional<Cursor> after = cursor(visit, "after");
        Page<ArticleTeaser> page = page(visit, selection, after);
        PageMessages messages = context.messages(context.siteLanguage());
        Optional<URI> canonical = Optional.of(
                after.map(cursor -> URI.create(address + "?after=" + cursor)).orElse(address));
        return context.lasting(
                visit,
                new BlogPage.ArticleList(
                        context.frame(visit, messages, title, description, canonical),
                        tag,
                        author,
                        page.items(),
                        after.map(cursor -> address),
                        page.next().map(cursor -> URI.create(address + "?after=" + cursor)),
                        context.subscribeForm(visit, "list", messages.language())));
    }

    private Page<ArticleTeaser> page(RequestContext visit, ArticleFilter selection, Optional<Cursor> after) {
        try {
            return context.blog().articles().page(selection, visit.reader(), new PageRequest(size, after));
        } catch (InvalidValueException e) {
            throw HttpProblem.of(400);
        }
    }

    static Optional<Cursor> cursor(RequestContext visit, String parameter) {
        try {
            return visit.query().find(parameter).map(Cursor::new);
        } catch (InvalidValueException e) {
            throw HttpProblem.of(400);
        }
    }
}
