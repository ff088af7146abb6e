package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Alias;
import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.Audience;
import io.billet.core.Author;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.Commenter;
import io.billet.core.Consent;
import io.billet.core.Delivery;
import io.billet.core.DeliveryState;
import io.billet.core.Discussion;
import io.billet.core.EmailAddress;
import io.billet.core.HostIdentity;
import io.billet.core.HttpUrl;
import io.billet.core.Image;
import io.billet.core.InvalidValueException;
import io.billet.core.Issue;
import io.billet.core.Label;
import io.billet.core.LanguageTag;
import io.billet.core.PublicationState;
import io.billet.core.SearchMetadata;
import io.billet.core.Slug;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberState;
import io.billet.core.Tag;
import io.billet.core.TranslationKey;
import io.billet.storage.api.Capability;
import io.billet.storage.api.DeliveryOutcome;
import io.billet.storage.api.IdempotencyKey;
import io.billet.storage.api.StoredToken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What every store must hold: the longest values, every character, every time. */
abstract class ValueRules extends StoreRules {

    private static final List<String> CHARACTERS = List.of("x", "漢", "😀");
    private static final List<String> TEXTS = List.of(
            "true",
            "null",
            "~",
            "0x10",
            "1e3",
            "2026-11-22",
            "'' ' \" \\ \\n \\u0041 %s %% ? :name ${x} #{x} -- /* */ ; &amp; <b> ]]>",
            "[a, b]: {c} # d, - e | f > g ! h @i *j &k %l `m",
            "  blanks around  ",
            "lines\r\nof\rthree\nsorts",
            "a\u00a0b\u200bc\u202fd\u2028e\ufefff",
            Samples.UNICODE);
    private static final List<Instant> TIMES = List.of(
            Instant.parse("0001-01-01T00:00:00Z"),
            Instant.parse("1582-10-10T00:00:00.000001Z"),
            Instant.parse("1969-12-31T23:59:59.999999Z"),
            Instant.parse("1970-01-01T00:00:00Z"),
            Instant.parse("2026-03-29T01:30:00.5Z"),
            Instant.parse("2026-10-25T00:30:00.123456Z"),
            Instant.parse("2026-10-25T01:30:00.123456Z"),
            Instant.parse("2038-01-19T03:14:08Z"),
            Instant.parse("9999-12-31T23:59:59.999999Z"));

    ValueRules(BlogStorageContract contract) {
        super(contract);
    }

    @RuleTest(needs = Capability.COMMENTS, check = "does the driver, the collation or the format rewrite text?")
    void sto_03_comments_are_kept_to_the_code_point() {
        for (String text : TEXTS) {
            Comment comment = samples.comment(samples.articleId(), text);
            storage().comments().create(comment, Optional.empty());

            assertThat(storage().comments().find(comment.id()).orElseThrow().markdown())
                    .isEqualTo(text);
        }
    }

    @RuleTest(needs = Capability.ARTICLES, check = "does the driver, the collation or the format rewrite text?")
    void sto_03_names_of_tags_and_authors_are_kept_to_the_code_point() {
        for (String text : TEXTS) {
            Slug slug = Slug.of("text-" + TEXTS.indexOf(text));
            Tag tag = Tag.named(slug, oneLine(text));
            Author author = Author.named(slug, oneLine(text));
            storage().tags().put(tag);
            storage().authors().put(author);

            assertThat(storage().tags().find(slug)).contains(tag);
            assertThat(storage().authors().find(slug)).contains(author);
        }
    }

    @RuleTest(needs = Capability.ARTICLES, check = "does the driver, the collation or the format rewrite text?")
    void sto_03_titles_and_summaries_are_kept_to_the_code_point() {
        for (String text : TEXTS) {
            Article article = Article.draft(
                    samples.articleId(),
                    Samples.NOON,
                    edit -> edit.slug(Slug.of("text-" + TEXTS.indexOf(text)))
                            .title(oneLine(text))
                            .summary(oneLine(text))
                            .markdown(text));
            storage().articles().create(article);

            assertThat(storage().articles().find(article.id())).contains(article.withVersion(1));
        }
    }

    @RuleTest(needs = Capability.SUBSCRIBERS, check = "does the driver, the collation or the format rewrite text?")
    void sto_03_names_of_subscribers_are_kept_to_the_code_point() {
        for (String text : TEXTS) {
            Subscriber subscriber = samples.pending("text" + TEXTS.indexOf(text) + "@example.org")
                    .introduce(oneLine(text), LanguageTag.FRENCH, Samples.NOON);
            storage().subscribers().create(subscriber);

            assertThat(storage().subscribers().find(subscriber.id())).contains(subscriber.withVersion(1));
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\r\\n\\x{2028}]+", " ");
    }

    @RuleTest(
            needs = Capability.ARTICLES,
            check =
                    "are text columns wide enough in characters, and is the character set one that has 4-byte characters?")
    void sto_04_the_longest_article_fits() {
        int number = 0;
        for (String character : CHARACTERS) {
            Article stored = storage().articles().create(longestArticle(character, number++));

            assertThat(storage().articles().find(stored.id()).orElseThrow())
                    .as("the longest article in characters like %s", character)
                    .usingRecursiveComparison()
                    .isEqualTo(stored);
        }
    }

    @RuleTest(needs = Capability.ARTICLES, check = "are text columns of tags and authors wide enough in characters?")
    void sto_04_the_longest_tag_and_author_fit() {
        for (String character : CHARACTERS) {
            Slug slug = longestSlug(character.equals("😀") ? "𐐨" : character, 0);
            Tag tag = new Tag(
                    slug,
                    times(character, Tag.MAX_NAME),
                    Optional.of(times(character, Tag.MAX_DESCRIPTION)),
                    Optional.of(longestImage(character)));
            Author author = new Author(
                    slug,
                    times(character, Author.MAX_NAME),
                    Optional.of(times(character, Author.MAX_DESCRIPTION)),
                    IntStream.range(0, Author.MAX_LINKS)
                            .mapToObj(ValueRules::longestUrl)
                            .toList(),
                    Optional.of(longestImage(character)));
            storage().tags().put(tag);
            storage().authors().put(author);

            assertThat(storage().tags().find(slug)).contains(tag);
            assertThat(storage().authors().find(slug)).contains(author);
        }
    }

    @RuleTest(needs = Capability.SUBSCRIBERS, check = "are text columns of subscribers wide enough in characters?")
    void sto_04_the_longest_subscriber_fits() {
        for (String character : CHARACTERS) {
            Consent consent = Consent.asked(
                            times(character, Consent.MAX_LINE), times(character, Consent.MAX_LINE), Samples.NOON)
                    .from(
                            Optional.of(times(character, Consent.MAX_LINE)),
                            Optional.of(times(character, Consent.MAX_AGENT)));
            Subscriber longest = new Subscriber(
                    samples.subscriberId(),
                    longestAddress(character),
                    Optional.of(times(character, Subscriber.MAX_NAME)),
                    LanguageTag.of("en-a-bbbbbbbb-x-cccccccc-dddddddd-e"),
                    longestLabels(character),
                    longestSlugs(character.equals("😀") ? "𐐨" : character, 0, Subscriber.MAX_DECLINED),
                    new SubscriberState.Suppressed(Samples.NOON, SubscriberState.Reason.COMPLAINED),
                    consent,
                    Samples.NOON,
                    Samples.NOON,
                    0);
            Subscriber stored = storage().subscribers().create(longest);

            assertThat(storage().subscribers().find(stored.id())).contains(longest.withVersion(1));
            assertThat(storage().subscribers().findByEmail(stored.email())).contains(longest.withVersion(1));
        }
    }

    @RuleTest(needs = Capability.COMMENTS, check = "are text columns of comments wide enough in characters?")
    void sto_04_the_longest_comment_fits() {
        for (String character : CHARACTERS) {
            Commenter commenter = new Commenter(
                    Optional.of(times(character, Commenter.MAX_NAME)),
                    Optional.of(longestAddress(character)),
                    Optional.of(longestUrl(0)),
                    Optional.of(HostIdentity.of(times(character, HostIdentity.MAX_LENGTH))),
                    Optional.of(samples.subscriberId()));
            Comment longest = Comment.submit(
                    new CommentId(samples.id()),
                    new ArticleId(samples.id()),
                    Optional.empty(),
                    commenter,
                    times(character, Comment.MAX_MARKDOWN),
                    Samples.NOON);
            IdempotencyKey key =
                    new IdempotencyKey(longest.id().toString() + "~".repeat(IdempotencyKey.MAX_LENGTH - 36));
            storage().comments().create(longest, Optional.of(key));

            assertThat(storage().comments().find(longest.id())).contains(longest.withVersion(1));
        }
    }

    @RuleTest(needs = Capability.ISSUES, check = "are text columns of issues and deliveries wide enough in characters?")
    void sto_04_the_longest_texts_of_issues_and_deliveries_fit() {
        for (String character : CHARACTERS) {
            Issue longest = new Issue(
                    samples.issue().id(),
                    samples.articleId(),
                    Long.MAX_VALUE,
                    times(character, Article.MAX_TITLE),
                    List.of(),
                    new Audience.Labelled(longestLabels(character)),
                    samples.issue().state(),
                    Samples.NOON,
                    0);
            Issue stored = storage().issues().create(longest, Optional.empty());
            storage()
                    .issues()
                    .enqueue(
                            stored.id(),
                            List.of(samples.recipient(
                                    samples.subscriberId(),
                                    longestAddress(character).value())),
                            Samples.NOON);
            Delivery claimed = storage()
                    .issues()
                    .claim(stored.id(), times(character, 100), 1, Samples.NOON, Duration.ofSeconds(1))
                    .get(0);
            String reason = times(character, 500);
            recorded(claimed.id(), claimed.fence(), new DeliveryOutcome.Failed(Samples.NOON, reason));

            assertThat(storage().issues().find(stored.id())).contains(longest.withVersion(1));
            assertThat(storage().issues().deliveries(stored.id(), DeliveryState.Kind.FAILED, Optional.empty(), 2))
                    .singleElement()
                    .satisfies(failed ->
                            assertThat(failed.state()).isEqualTo(new DeliveryState.Failed(Samples.NOON, reason)))
                    .satisfies(failed -> assertThat(failed.email()).isEqualTo(longestAddress(character)));
        }
    }

    @RuleTest(
            needs = Capability.ISSUES,
            check = "make the new DeliveryState before touching the row: it refuses bad text")
    void sto_04_texts_past_their_limits_are_refused_and_never_cut() {
        Issue issue = storage().issues().create(samples.issue(), Optional.empty());
        storage().issues().enqueue(issue.id(), List.of(samples.recipient(1)), Samples.NOON);
        failure(
                InvalidValueException.class,
                "claim() by a worker whose name has 101 characters",
                () -> storage().issues().claim(issue.id(), "w".repeat(101), 1, Samples.NOON, Duration.ofSeconds(1)));
        assertThat(storage().issues().counts(issue.id()).claimed())
                .as("rows claimed")
                .isZero();

        Delivery claimed = storage()
                .issues()
                .claim(issue.id(), "worker", 1, Samples.NOON, Duration.ofSeconds(1))
                .get(0);
        for (String reason : List.of("r".repeat(501), " ", "two\nlines")) {
            failure(
                    InvalidValueException.class,
                    "record() with a reason of " + reason.length() + " characters",
                    () -> recorded(claimed.id(), claimed.fence(), new DeliveryOutcome.Failed(Samples.NOON, reason)));
        }
        assertThat(storage().issues().counts(issue.id()).claimed())
                .as("rows still claimed")
                .isEqualTo(1);
    }

    @RuleTest(needs = Capability.TOKENS, check = "are text columns of tokens wide enough in characters?")
    void sto_04_the_longest_token_fits() {
        for (String character : CHARACTERS) {
            StoredToken longest =
                    samples.token("secret" + character, times(character, 50), times(character, 200), TIMES.get(8));
            storage().tokens().put(longest);

            assertThat(storage().tokens().find(longest.hash(), longest.purpose(), Samples.NOON))
                    .contains(longest);
            assertThat(storage().tokens().find(longest.hash(), times(character, 48), Samples.NOON))
                    .as("found by the first 48 characters of its purpose")
                    .isEmpty();
        }
    }

    @RuleTest(
            needs = Capability.ARTICLES,
            check = "store times in UTC with six digits; a local time loses an hour in autumn, a float loses digits")
    void sto_04_times_of_articles_are_kept_to_the_microsecond_in_every_year() {
        for (Instant at : TIMES) {
            Article article = Article.draft(
                            samples.articleId(),
                            at,
                            edit -> edit.slug(Slug.of("at-" + TIMES.indexOf(at)))
                                    .title("Then"))
                    .publish(at);
            storage().articles().create(article);

            assertThat(storage().articles().find(article.id())).contains(article.withVersion(1));
        }
    }

    @RuleTest(needs = Capability.COMMENTS, check = "store times in UTC with six digits")
    void sto_04_times_of_comments_are_kept_to_the_microsecond_in_every_year() {
        for (Instant at : TIMES) {
            Comment comment = samples.comment(samples.articleId(), "Then", at).edit("Now", at);
            storage().comments().create(comment, Optional.empty());

            assertThat(storage().comments().find(comment.id())).contains(comment.withVersion(1));
        }
    }

    @RuleTest(needs = Capability.SUBSCRIBERS, check = "store times in UTC with six digits")
    void sto_04_times_of_subscribers_are_kept_to_the_microsecond_in_every_year() {
        for (Instant at : TIMES) {
            Subscriber subscriber = Subscriber.request(
                            samples.subscriberId(),
                            EmailAddress.of("at" + TIMES.indexOf(at) + "@example.org"),
                            LanguageTag.FRENCH,
                            Consent.asked("form", "1", at),
                            at)
                    .confirm(at)
                    .unsubscribe(at);
            storage().subscribers().create(subscriber);

            assertThat(storage().subscribers().find(subscriber.id())).contains(subscriber.withVersion(1));
        }
    }

    private Article longestArticle(String character, int number) {
        String letter = character.equals("😀") ? "𐐨" : character;
        return Article.builder()
                .id(samples.articleId())
                .slug(longestSlug(letter, number * 1_000))
                .title(times(character, Article.MAX_TITLE))
                .markdown(times(character, Article.MAX_MARKDOWN))
                .summary(Optional.of(times(character, Article.MAX_SUMMARY)))
                .cover(Optional.of(longestImage(character)))
                .authors(longestSlugs(letter, 0, Article.MAX_AUTHORS))
                .tags(longestSlugs(letter, 0, Article.MAX_TAGS))
                .language(LanguageTag.of("en-a-bbbbbbbb-x-cccccccc-dddddddd-e"))
                .audience(new Audience.Labelled(longestLabels(character)))
                .translationKey(Optional.of(TranslationKey.of(times(character, TranslationKey.MAX_LENGTH))))
                .discussion(Discussion.OFF)
                .attributes(mostAttributes(character))
                .metadata(new SearchMetadata(
                        Optional.of(longestUrl(number)),
                        Optional.of(times(character, Article.MAX_TITLE)),
                        Optional.of(times(character, Article.MAX_SUMMARY))))
                .state(new PublicationState.Archived())
                .aliases(longestAliases(letter, number * 1_000 + 1))
                .createdAt(Samples.NOON)
                .updatedAt(Samples.NOON)
                .updatedBy(Optional.of(HostIdentity.of(times(character, HostIdentity.MAX_LENGTH))))
                .build();
    }

    private static List<Alias> longestAliases(String letter, int from) {
        int octets = letter.getBytes(StandardCharsets.UTF_8).length;
        return IntStream.range(from, from + Article.MAX_ALIASES)
                .mapToObj(number -> 100_000 + number + ".")
                .map(start -> Alias.of(start + letter.repeat((Alias.MAX_OCTETS - start.length()) / octets)))
                .toList();
    }

    private static Map<String, String> mostAttributes(String character) {
        Map<String, String> attributes = new LinkedHashMap<>();
        int each = Article.MAX_ATTRIBUTE_CHARACTERS / Article.MAX_ATTRIBUTES;
        for (int number = 10; number < 10 + Article.MAX_ATTRIBUTES; number++) {
            attributes.put(times(character, each / 2) + number, times(character, each / 2 - 2));
        }
        return attributes;
    }

    private static List<Slug> longestSlugs(String letter, int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(number -> longestSlug(letter, number))
                .toList();
    }

    /** Differs from its siblings in its last letters only. */
    private static Slug longestSlug(String letter, int number) {
        String digits = Integer.toString(100_000 + number);
        int octets = letter.getBytes(StandardCharsets.UTF_8).length;
        return Slug.of(letter.repeat((Slug.MAX_OCTETS - digits.length()) / octets) + digits);
    }

    private static List<Label> longestLabels(String character) {
        return IntStream.range(0, Label.MAX_PER_OBJECT)
                .mapToObj(number -> Label.of(times(character, Label.MAX_LENGTH - 2) + (number + 10)))
                .toList();
    }

    private static Image longestImage(String character) {
        return new Image("/" + "p".repeat(HttpUrl.MAX_LENGTH - 1), times(character, Image.MAX_DESCRIPTION));
    }

    private static HttpUrl longestUrl(int number) {
        String start = "https://example.org/" + (1_000 + number) + "/";
        return HttpUrl.of(start + "u".repeat(HttpUrl.MAX_LENGTH - start.length()));
    }

    private static EmailAddress longestAddress(String character) {
        int octets = character.getBytes(StandardCharsets.UTF_8).length;
        String label = "d".repeat(60) + ".";
        return EmailAddress.of(character.repeat(64 / octets) + "@" + label.repeat(3) + "sample");
    }

    /** As many as fit into so many {@code char}s, of which a 4-byte character takes two. */
    private static String times(String character, int characters) {
        return character.repeat(characters / character.length());
    }
}
