package io.billet.web;

import io.billet.core.InvalidValueException;
import io.billet.core.Slug;
import io.billet.engine.BlogUrls;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a path below the mount names; the counterpart of {@link BlogUrls}. */
sealed interface Route {

    record Home() implements Route {}

    record Feed() implements Route {}

    record Article(Slug slug) implements Route {}

    record Tag(Slug slug) implements Route {}

    record Author(Slug slug) implements Route {}

    record Comments(Slug slug) implements Route {}

    record Newsletter(Step step) implements Route {}

    record Asset(String name) implements Route {}

    /** The same page under the address that it is to have. */
    record Redirect(URI target) implements Route {}

    /** The pages of the newsletter. */
    enum Step {
        SUBSCRIBE("subscribe"),
        CONFIRM("confirm"),
        SIGN_IN("sign-in"),
        UNSUBSCRIBE("unsubscribe"),
        SIGN_OUT("sign-out");

        private final String segment;

        Step(String segment) {
            this.segment = segment;
        }
    }

    /**
     * @param post whether something is sent there: comments on an article called {@code tag} are sent to where the list of
     *             a tag called {@code comments} is read
     * @throws HttpProblem 400 if the path is malformed
     */
    static Optional<Route> of(String path, boolean post, BlogUrls urls) {
        if (path.isEmpty()) {
            return Optional.of(new Redirect(urls.home()));
        }
        if (path.equals("/")) {
            return Optional.of(new Home());
        }
        boolean slashAtEnd = path.endsWith("/");
        String name = path.substring(1, slashAtEnd ? path.length() - 1 : path.length());
        List<String> segments = Stream.of(name.split("/", -1))
                .map(segment -> PercentCoding.decode(segment).orElseThrow(() -> HttpProblem.of(400)))
                .toList();
        Optional<Route> route = switch (segments.size()) {
            case 1 -> one(segments.get(0));
            case 2 -> two(segments.get(0), segments.get(1), post);
            default -> Optional.empty();
        };
        return slashAtEnd ? route.flatMap(found -> withoutSlash(found, urls)) : route;
    }

    private static Optional<Route> one(String segment) {
        return segment.equals("feed.xml")
                ? Optional.of(new Feed())
                : slug(segment).map(Article::new);
    }

    private static Optional<Route> two(String first, String second, boolean post) {
        if (post && second.equals("comments")) {
            return slug(first).map(Comments::new);
        }
        return switch (first) {
            case "tag" -> slug(second).map(Tag::new);
            case "author" -> slug(second).map(Author::new);
            case "assets" -> Optional.of(new Asset(second));
            case "newsletter" -> step(second);
            default -> second.equals("comments") ? slug(first).map(Comments::new) : Optional.empty();
        };
    }

    private static Optional<Route> step(String segment) {
        return Stream.of(Step.values())
                .filter(step -> step.segment.equals(segment))
                .findFirst()
                .map(Newsletter::new);
    }

    /** Nothing of what was sent goes into the address that it leads on to. */
    private static Optional<Route> withoutSlash(Route route, BlogUrls urls) {
        if (route instanceof Article article) {
            return Optional.of(new Redirect(urls.article(article.slug())));
        } else if (route instanceof Tag tag) {
            return Optional.of(new Redirect(urls.tag(tag.slug())));
        } else if (route instanceof Author author) {
            return Optional.of(new Redirect(urls.author(author.slug())));
        } else if (route instanceof Feed) {
            return Optional.of(new Redirect(urls.rss()));
        } else if (route instanceof Newsletter newsletter && newsletter.step() == Step.SUBSCRIBE) {
            return Optional.of(new Redirect(urls.subscribe()));
        }
        return Optional.empty();
    }

    private static Optional<Slug> slug(String segment) {
        try {
            return Optional.of(Slug.of(segment));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }
}
