package io.billet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleTest {

    private static final Instant MONDAY = Samples.MONDAY;
    private static final Instant TUESDAY = Samples.TUESDAY;
    private static final Article DRAFT = Samples.draft();

    @Nested
    class A_draft {

        @Test
        void is_for_everyone_open_to_comments_and_in_english_unless_it_says_otherwise() {
            assertThat(DRAFT.slug()).isEqualTo(Slug.of("a-draft"));
            assertThat(DRAFT.audience()).isEqualTo(Audience.EVERYONE);
            assertThat(DRAFT.discussion()).isEqualTo(Discussion.OPEN);
            assertThat(DRAFT.language()).isEqualTo(LanguageTag.ENGLISH);
            assertThat(DRAFT.metadata()).isEqualTo(SearchMetadata.NONE);
            assertThat(DRAFT.state()).isEqualTo(new PublicationState.Draft());
            assertThat(DRAFT.version()).isZero();
            assertThat(DRAFT.createdAt()).isEqualTo(MONDAY).isEqualTo(DRAFT.updatedAt());
            assertThat(DRAFT.publishedAt()).isEmpty();
        }

        @Test
        void takes_its_slug_from_its_title_in_its_language() {
            Article german = Article.draft(
                    Samples.ARTICLE, MONDAY, edit -> edit.title("Über uns").language(LanguageTag.GERMAN));
            assertThat(german.slug()).isEqualTo(Slug.of("ueber-uns"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "  ", "\u00a0", "\u200b"})
        void needs_no_title_and_nothing_else_does_without(String title) {
            Article untitled = Article.draft(Samples.ARTICLE, MONDAY, edit -> edit.title(title));
            assertThat(untitled.title()).isEmpty();
            assertThat(untitled.slug()).isEqualTo(Slug.of("untitled"));
            for (UnaryOperator<Article> transition : List.<UnaryOperator<Article>>of(
                    article -> article.publish(MONDAY),
                    article -> article.schedule(TUESDAY, MONDAY),
                    article -> article.archive(MONDAY))) {
                assertThatThrownBy(() -> transition.apply(untitled))
                        .isInstanceOf(InvalidValueException.class)
                        .hasMessage("Article.title must not be blank");
            }
        }
    }

    @Nested
    class Every_transition {

        static final Map<PublicationState.Kind, Article> IN = Map.of(
                PublicationState.Kind.DRAFT, DRAFT,
                PublicationState.Kind.SCHEDULED, DRAFT.schedule(TUESDAY, MONDAY),
                PublicationState.Kind.PUBLISHED, DRAFT.publish(MONDAY),
                PublicationState.Kind.ARCHIVED, DRAFT.archive(MONDAY));

        static final Map<String, UnaryOperator<Article>> TRANSITIONS = Map.of(
                "publish", article -> article.publish(TUESDAY),
                "schedule", article -> article.schedule(Samples.THURSDAY, TUESDAY),
                "unpublish", article -> article.unpublish(TUESDAY),
                "archive", article -> article.archive(TUESDAY));

        static Stream<Arguments> legal() {
            return Stream.of(
                    Arguments.of("DRAFT", "publish", new PublicationState.Published(TUESDAY)),
                    Arguments.of("SCHEDULED", "publish", new PublicationState.Published(TUESDAY)),
                    Arguments.of("ARCHIVED", "publish", new PublicationState.Published(TUESDAY)),
                    Arguments.of("DRAFT", "schedule", new PublicationState.Scheduled(Samples.THURSDAY)),
                    Arguments.of("SCHEDULED", "schedule", new PublicationState.Scheduled(Samples.THURSDAY)),
                    Arguments.of("ARCHIVED", "schedule", new PublicationState.Scheduled(Samples.THURSDAY)),
                    Arguments.of("SCHEDULED", "unpublish", new PublicationState.Draft()),
                    Arguments.of("PUBLISHED", "unpublish", new PublicationState.Draft()),
                    Arguments.of("DRAFT", "archive", new PublicationState.Archived()),
                    Arguments.of("SCHEDULED", "archive", new PublicationState.Archived()),
                    Arguments.of("PUBLISHED", "archive", new PublicationState.Archived()));
        }

        static Stream<Arguments> illegal() {
            return Stream.of(
                    Arguments.of("PUBLISHED", "publish", "be published"),
                    Arguments.of("PUBLISHED", "schedule", "be scheduled"),
                    Arguments.of("DRAFT", "unpublish", "be unpublished"),
                    Arguments.of("ARCHIVED", "unpublish", "be unpublished"),
                    Arguments.of("ARCHIVED", "archive", "be archived"));
        }

        @Test
        void is_either_legal_or_illegal() {
            assertThat(Stream.concat(legal(), illegal()).map(each -> each.get()[0] + " " + each.get()[1]))
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(PublicationState.Kind.values())
                            .flatMap(kind -> TRANSITIONS.keySet().stream().map(name -> kind + " " + name))
                            .toList());
        }

        @ParameterizedTest
        @MethodSource("legal")
        void if_legal_changes_the_state_and_the_time_and_nothing_else(
                PublicationState.Kind from, String transition, PublicationState to) {
            Article before = IN.get(from);
            Article after = TRANSITIONS.get(transition).apply(before);

            assertThat(after.state()).isEqualTo(to);
            assertThat(after.updatedAt()).isEqualTo(TUESDAY);
            assertThat(after)
                    .usingRecursiveComparison()
                    .ignoringFields("state", "updatedAt", "firstPublishedAt")
                    .isEqualTo(before);
            assertThat(after.firstPublishedAt())
                    .isEqualTo(before.firstPublishedAt()
                            .or(() -> Optional.of(TUESDAY).filter(now -> transition.equals("publish"))));
        }

        @ParameterizedTest
        @MethodSource("illegal")
        void if_illegal_is_refused_with_object_id_and_state(
                PublicationState.Kind from, String transition, String words) {
            assertThatThrownBy(() -> TRANSITIONS.get(transition).apply(IN.get(from)))
                    .asInstanceOf(type(IllegalTransitionException.class))
                    .returns("Article", IllegalTransitionException::object)
                    .returns(Samples.ARTICLE.toString(), IllegalTransitionException::id)
                    .returns(from.name().toLowerCase(java.util.Locale.ROOT), IllegalTransitionException::state)
                    .returns(words, IllegalTransitionException::transition)
                    .extracting(Throwable::getMessage)
                    .asString()
                    .isEqualTo("Article " + Samples.ARTICLE + " is "
                            + from.name().toLowerCase(java.util.Locale.ROOT) + " and cannot " + words);
        }

        @Test
        void to_a_schedule_needs_a_time_to_come() {
            for (Instant at : List.of(MONDAY, MONDAY.minusNanos(1))) {
                assertThatThrownBy(() -> DRAFT.schedule(at, MONDAY))
                        .hasMessage("Article.state is inconsistent: the scheduled time is not in the future");
            }
        }

        @Test
        void back_in_time_leaves_the_time_of_the_last_change() {
            Article later = DRAFT.edit(TUESDAY, edit -> edit.markdown("x"));
            assertThat(later.publish(MONDAY).updatedAt()).isEqualTo(TUESDAY);
            assertThat(later.publish(MONDAY).publishedAt()).contains(MONDAY);
            assertThat(later.edit(MONDAY, edit -> edit.markdown("y")).updatedAt())
                    .isEqualTo(TUESDAY);
        }
    }

    @Nested
    class The_first_publication {

        private static final Instant LONG_AGO = Instant.parse("2019-05-01T10:00:00Z");

        @Test
        void is_the_time_at_which_it_was_published_and_is_kept_over_all_that_follows() {
            Article published = DRAFT.publish(MONDAY);
            assertThat(published.firstPublishedAt()).contains(MONDAY);
            assertThat(published.unpublish(TUESDAY).firstPublishedAt()).contains(MONDAY);
            assertThat(published.archive(TUESDAY).firstPublishedAt()).contains(MONDAY);
            assertThat(published
                            .archive(TUESDAY)
                            .schedule(Samples.THURSDAY, TUESDAY)
                            .firstPublishedAt())
                    .contains(MONDAY);
        }

        @Test
        void is_the_date_of_an_article_that_is_published_again() {
            Article again = DRAFT.publish(MONDAY).unpublish(TUESDAY).publish(Samples.WEDNESDAY);
            assertThat(again.publishedAt()).contains(MONDAY);
            assertThat(again.updatedAt()).isEqualTo(Samples.WEDNESDAY);
        }

        @Test
        void stays_the_first_under_a_later_date_and_follows_an_earlier_one() {
            Article draft = DRAFT.publish(MONDAY).unpublish(TUESDAY);
            Article later = draft.publish(Samples.WEDNESDAY, Samples.THURSDAY);
            assertThat(later.publishedAt()).contains(Samples.WEDNESDAY);
            assertThat(later.firstPublishedAt()).contains(MONDAY);
            assertThat(draft.publish(LONG_AGO, Samples.THURSDAY).firstPublishedAt())
                    .contains(LONG_AGO);
        }

        @Test
        void under_an_earlier_date_is_a_change_of_now() {
            Article published = DRAFT.publish(LONG_AGO, TUESDAY);
            assertThat(published.publishedAt()).contains(LONG_AGO);
            assertThat(published.firstPublishedAt()).contains(LONG_AGO);
            assertThat(published.updatedAt()).isEqualTo(TUESDAY);
        }

        @Test
        void can_be_set_in_every_state_and_moves_the_date_of_what_is_published() {
            Article published = DRAFT.publish(MONDAY).edit(TUESDAY, edit -> edit.firstPublishedAt(LONG_AGO));
            assertThat(published.firstPublishedAt()).contains(LONG_AGO);
            assertThat(published.publishedAt()).contains(LONG_AGO);
            assertThat(published.updatedAt()).isEqualTo(TUESDAY);
            assertThat(published
                            .edit(TUESDAY, edit -> edit.firstPublishedAt(MONDAY))
                            .publishedAt())
                    .contains(MONDAY);

            Article draft = DRAFT.edit(TUESDAY, edit -> edit.firstPublishedAt(LONG_AGO));
            assertThat(draft.firstPublishedAt()).contains(LONG_AGO);
            assertThat(draft.state()).isEqualTo(DRAFT.state());
            assertThat(Article.draft(
                                    Samples.ARTICLE,
                                    MONDAY,
                                    edit -> edit.title("x").firstPublishedAt(LONG_AGO))
                            .publish(TUESDAY)
                            .publishedAt())
                    .contains(LONG_AGO);
        }

        @Test
        void does_not_lie_in_the_future() {
            assertThatThrownBy(() -> DRAFT.edit(MONDAY, edit -> edit.firstPublishedAt(TUESDAY)))
                    .hasMessage("Article.firstPublishedAt is inconsistent: it lies in the future");
            assertThatThrownBy(() -> Article.draft(Samples.ARTICLE, MONDAY, edit -> edit.firstPublishedAt(TUESDAY)))
                    .isInstanceOf(InvalidValueException.class);
        }
    }

    @Nested
    class Who_changed_it {

        @Test
        void is_said_by_who_makes_the_change() {
            Optional<HostIdentity> zoe = Optional.of(HostIdentity.of("zoe"));
            Article changed = DRAFT.publish(MONDAY).changedBy(zoe);
            assertThat(changed.updatedBy()).isEqualTo(zoe);
            assertThat(changed.toBuilder().updatedBy(Optional.empty()).build()).isEqualTo(DRAFT.publish(MONDAY));
            assertThat(changed.unpublish(TUESDAY).updatedBy()).isEqualTo(zoe);
            assertThat(changed.changedBy(Optional.empty()).updatedBy()).isEmpty();
        }
    }

    @Nested
    class The_attributes_of_its_host {

        @Test
        void keep_their_order_and_do_not_follow_a_map_that_is_changed_later() {
            Map<String, String> given = Samples.attributes();
            Article article = DRAFT.edit(MONDAY, edit -> edit.attributes(given));
            given.put("late", "x");
            assertThat(article.attributes().entrySet())
                    .containsExactlyElementsOf(Samples.attributes().entrySet());
            assertThatThrownBy(() -> article.attributes().put("b", "c"))
                    .isInstanceOf(UnsupportedOperationException.class);

            Map<String, String> ofBuilder = Samples.attributes();
            Article built = DRAFT.toBuilder().attributes(ofBuilder).build();
            ofBuilder.clear();
            assertThat(built.attributes()).isEqualTo(Samples.attributes());
        }

        @Test
        void are_at_most_fifty_and_two_thousand_characters_in_all() {
            assertThat(with(numbered(50)).attributes()).hasSize(50);
            assertThatThrownBy(() -> with(numbered(51)))
                    .hasMessage("Article.attributes is too long: 50 entries at most, got 51 entries");
            assertThat(with(Map.of("k", "x".repeat(1_000), "l", "y".repeat(998)))
                            .attributes())
                    .hasSize(2);
            assertThatThrownBy(() -> with(Map.of("k", "x".repeat(1_000), "l", "y".repeat(999))))
                    .hasMessage("Article.attributes is too long: 2000 characters at most, got 2001 characters");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "a\nb", "a\tb", "\u0000", "\ud800"})
        void have_names_of_one_line(String name) {
            assertThatThrownBy(() -> with(Map.of(name, "x"))).isInstanceOf(InvalidValueException.class);
        }

        @Test
        void have_values_that_every_store_keeps() {
            assertThatThrownBy(() -> with(Map.of("a", "\u0000"))).isInstanceOf(InvalidValueException.class);
            assertThatThrownBy(() -> with(java.util.Collections.singletonMap("a", null)))
                    .isInstanceOf(InvalidValueException.class);
        }

        private static Article with(Map<String, String> attributes) {
            return DRAFT.edit(MONDAY, edit -> edit.attributes(attributes));
        }

        private static Map<String, String> numbered(int count) {
            Map<String, String> attributes = new java.util.LinkedHashMap<>();
            IntStream.range(0, count).forEach(i -> attributes.put("k" + i, ""));
            return attributes;
        }
    }

    @Nested
    class An_edit {

        @Test
        void leaves_what_it_does_not_name() {
            Article before = Samples.article();
            assertThat(before.edit(before.updatedAt(), edit -> {})).isEqualTo(before);
            assertThat(before.edit(before.updatedAt(), edit -> edit.title("Autre")))
                    .usingRecursiveComparison()
                    .ignoringFields("title")
                    .isEqualTo(before);
        }

        @Test
        void changes_all_that_an_author_says() {
            Article after = DRAFT.edit(
                    TUESDAY,
                    edit -> edit.slug(Slug.of("new"))
                            .title("New")
                            .markdown("Text")
                            .summary("Short")
                            .cover(Samples.COVER)
                            .authors(Slug.of("zoe"), Slug.of("zoe"))
                            .tags(Slug.of("b"), Slug.of("a"))
                            .language(LanguageTag.SPANISH)
                            .audience(Audience.MEMBERS)
                            .discussion(Discussion.OFF)
                            .metadata(Samples.metadata())
                            .kind(ArticleKind.PAGE)
                            .featured(true)
                            .translationKey(TranslationKey.of("key"))
                            .attributes(Samples.attributes())
                            .aliases(Alias.of("2020/05/old.html"), Alias.of("new")));

            assertThat(after)
                    .isEqualTo(Article.builder()
                            .id(DRAFT.id())
                            .slug(Slug.of("new"))
                            .title("New")
                            .markdown("Text")
                            .summary(Optional.of("Short"))
                            .cover(Optional.of(Samples.COVER))
                            .authors(List.of(Slug.of("zoe")))
                            .tags(List.of(Slug.of("b"), Slug.of("a")))
                            .language(LanguageTag.SPANISH)
                            .audience(Audience.MEMBERS)
                            .discussion(Discussion.OFF)
                            .metadata(Samples.metadata())
                            .state(DRAFT.state())
                            .kind(ArticleKind.PAGE)
                            .featured(true)
                            .translationKey(Optional.of(TranslationKey.of("key")))
                            .attributes(Samples.attributes())
                            .aliases(List.of(Alias.of("2020/05/old.html")))
                            .createdAt(MONDAY)
                            .updatedAt(TUESDAY)
                            .build());
            assertThat(after.edit(TUESDAY, ArticleEdit::noTranslationKey).translationKey())
                    .isEmpty();
            assertThat(after.edit(TUESDAY, edit -> edit.noCover().summary(" ")).cover())
                    .isEmpty();
            assertThat(after.edit(TUESDAY, edit -> edit.noCover().summary(" ")).summary())
                    .isEmpty();
        }

        @Test
        void of_the_title_changes_the_address_as_long_as_nobody_knows_it() {
            assertThat(DRAFT.edit(TUESDAY, edit -> edit.title("Another")).slug())
                    .isEqualTo(Slug.of("another"));
            assertThat(DRAFT.publish(MONDAY)
                            .edit(TUESDAY, edit -> edit.title("Another"))
                            .slug())
                    .isEqualTo(DRAFT.slug());
            assertThat(DRAFT.publish(MONDAY)
                            .unpublish(MONDAY)
                            .edit(TUESDAY, edit -> edit.title("Another"))
                            .slug())
                    .isEqualTo(DRAFT.slug());
        }

        @Test
        void that_breaks_a_rule_changes_nothing() {
            assertThatThrownBy(() ->
                            DRAFT.edit(TUESDAY, edit -> edit.markdown("kept?").title("a\nb")))
                    .isInstanceOf(InvalidValueException.class);
            assertThat(DRAFT.markdown()).isEmpty();
        }

        @Test
        void keeps_markdown_to_the_letter() {
            String text = "\u00a0 e\u0301\r\n\tx\u0007 🎉\n\n";
            assertThat(DRAFT.edit(MONDAY, edit -> edit.markdown(text)).markdown())
                    .isEqualTo(text);
        }
    }

    @Nested
    class The_history_of_slugs {

        private static final Article PUBLIC = DRAFT.publish(MONDAY);

        @Test
        void grows_with_each_change_oldest_first() {
            Article third = PUBLIC.edit(MONDAY, edit -> edit.slug(Slug.of("b")))
                    .edit(MONDAY, edit -> edit.slug(Slug.of("c")))
                    .edit(MONDAY, edit -> edit.slug(Slug.of("c")));
            assertThat(third.aliases()).containsExactly(Alias.of("a-draft"), Alias.of("b"));
        }

        @Test
        void grows_too_while_it_is_taken_back() {
            Article draft = PUBLIC.unpublish(MONDAY).edit(MONDAY, edit -> edit.slug(Slug.of("b")));
            assertThat(draft.aliases()).containsExactly(Alias.of("a-draft"));
        }

        @Test
        void knows_nothing_of_what_was_never_public() {
            Article renamed = DRAFT.edit(MONDAY, edit -> edit.slug(Slug.of("code-name")))
                    .edit(MONDAY, edit -> edit.title("Code name"))
                    .edit(MONDAY, edit -> edit.slug(Slug.of("b")))
                    .schedule(TUESDAY, MONDAY)
                    .edit(MONDAY, edit -> edit.slug(Slug.of("c")));
            assertThat(renamed.aliases()).isEmpty();
            assertThat(renamed.publish(TUESDAY).aliases()).isEmpty();
        }

        @Test
        void gives_a_slug_back() {
            Article back = PUBLIC.edit(MONDAY, edit -> edit.slug(Slug.of("b")))
                    .edit(MONDAY, edit -> edit.slug(Slug.of("a-draft")));
            assertThat(back.slug()).isEqualTo(Slug.of("a-draft"));
            assertThat(back.aliases()).containsExactly(Alias.of("b"));
        }

        @Test
        void gives_up_the_oldest_past_its_limit() {
            Article article = PUBLIC;
            for (int i = 0; i <= Article.MAX_ALIASES; i++) {
                Slug next = Slug.of("slug-" + i);
                article = article.edit(MONDAY, edit -> edit.slug(next));
            }
            assertThat(article.aliases())
                    .hasSize(100)
                    .startsWith(Alias.of("slug-0"))
                    .endsWith(Alias.of("slug-99"));
        }

        @Test
        void can_be_written_by_hand_and_still_keeps_what_was_public() {
            Article article = PUBLIC.edit(
                    MONDAY, edit -> edit.slug(Slug.of("b")).aliases(Alias.of("2020/05/x"), Alias.of("x.html")));
            assertThat(article.aliases())
                    .containsExactly(Alias.of("2020/05/x"), Alias.of("x.html"), Alias.of("a-draft"));
            assertThat(article.edit(MONDAY, edit -> edit.aliases()).aliases()).isEmpty();
        }

        @Test
        void never_holds_the_slug_in_use() {
            assertThatThrownBy(() -> with(DRAFT, List.of(Alias.of(DRAFT.slug())), MONDAY, MONDAY, 0))
                    .hasMessage("Article.aliases is inconsistent: the slug in use is among them");
        }
    }

    @Nested
    class A_slug_that_its_title_made {

        @Test
        void follows_the_title_with_a_number_or_without() {
            assertThat(DRAFT.underSlug(Slug.of("a-draft-2"))
                            .edit(MONDAY, edit -> edit.title("Über uns").language(LanguageTag.GERMAN))
                            .slug())
                    .isEqualTo(Slug.of("ueber-uns"));
            assertThat(DRAFT.edit(MONDAY, edit -> edit.title(""))
                            .edit(MONDAY, edit -> edit.title("Named"))
                            .slug())
                    .isEqualTo(Slug.of("named"));
            assertThat(DRAFT.schedule(TUESDAY, MONDAY)
                            .edit(MONDAY, edit -> edit.title("Soon"))
                            .slug())
                    .isEqualTo(Slug.of("soon"));
        }

        @Test
        void stays_if_the_title_says_the_same() {
            Article second = DRAFT.underSlug(Slug.of("a-draft-2"));
            assertThat(second.edit(MONDAY, edit -> edit.title("A draft!")).slug())
                    .isEqualTo(second.slug());
            assertThat(second.edit(MONDAY, edit -> edit.markdown("x")).slug()).isEqualTo(second.slug());
        }

        @ParameterizedTest
        @ValueSource(strings = {"mine", "a-draft-1", "a-draft-02", "a-draft-x", "a", "a-draft-2-2"})
        void is_no_other(String own) {
            Article draft = DRAFT.edit(MONDAY, edit -> edit.slug(Slug.of(own)));
            assertThat(draft.edit(MONDAY, edit -> edit.title("Another")).slug()).isEqualTo(Slug.of(own));
        }

        @Test
        void gives_way_to_one_that_is_said() {
            assertThat(DRAFT.edit(MONDAY, edit -> edit.title("Another").slug(Slug.of("mine")))
                            .slug())
                    .isEqualTo(Slug.of("mine"));
        }

        @Test
        void is_remembered_once_it_was_public() {
            assertThatThrownBy(() -> DRAFT.publish(MONDAY).unpublish(MONDAY).underSlug(Slug.of("b")))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(DRAFT.withVersion(3).underSlug(Slug.of("b")).slug()).isEqualTo(Slug.of("b"));
        }
    }

    @Nested
    class An_alias {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "slug",
                    "slug.html",
                    "2020/05/slug",
                    "2020/05/Some Post.HTML",
                    "日本/語",
                    "a:b",
                    "100%",
                    "...",
                    "~x"
                })
        void is_a_path_of_elsewhere(String path) {
            assertThat(Alias.of(path).value()).isEqualTo(path);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "", " ", "/a", "a/", "a//b", "/", ".", "..", "a/../b", "a/./b", "a?b", "a#b", "a\\b", " a", "a ",
                    "a/ b", "a\u00a0", "a\tb", "a\nb", "a\u0000", "\ud800", "\u200b"
                })
        void is_nothing_else(String path) {
            assertThatThrownBy(() -> Alias.of(path)).isInstanceOf(InvalidValueException.class);
        }

        @Test
        void has_at_most_three_hundred_octets() {
            assertThat(Alias.of("é".repeat(150)).value()).hasSize(150);
            assertThatThrownBy(() -> Alias.of("é".repeat(150) + "x"))
                    .hasMessage("Alias.value is too long: 300 octets at most, got 301 octets");
        }

        @Test
        void may_be_any_slug() {
            assertThat(Alias.of(Slug.of("é".repeat(100))).value()).hasSize(100);
            assertThat(Alias.of(List.of(Slug.of("b"), Slug.of("a")))).containsExactly(Alias.of("b"), Alias.of("a"));
        }
    }

    @Nested
    class An_article_that_cannot_be {

        @Test
        void passes_a_limit() {
            assertTooLong("title", 300, 301, "characters", edit -> edit.title("x".repeat(301)));
            assertTooLong("markdown", 2_000_000, 2_000_001, "characters", edit -> edit.markdown("x".repeat(2_000_001)));
            assertTooLong("summary", 1_000, 1_001, "characters", edit -> edit.summary("x".repeat(1_001)));
            assertTooLong("authors", 20, 21, "entries", edit -> edit.authors(slugs(21)));
            assertTooLong("tags", 50, 51, "entries", edit -> edit.tags(slugs(51)));
            assertTooLong("aliases", 100, 101, "entries", edit -> edit.aliases(Alias.of(slugs(101))));
        }

        @Test
        void and_one_at_every_limit_that_can() {
            Article full = DRAFT.edit(
                    MONDAY,
                    edit -> edit.title("é".repeat(300))
                            .markdown("x".repeat(2_000_000))
                            .summary("x".repeat(1_000))
                            .authors(slugs(20))
                            .tags(slugs(50)));
            assertThat(full.tags()).hasSize(50);
        }

        private void assertTooLong(
                String field, long limit, long actual, String unit, java.util.function.Consumer<ArticleEdit> edit) {
            assertThatThrownBy(() -> DRAFT.edit(MONDAY, edit))
                    .asInstanceOf(type(InvalidValueException.class))
                    .returns(field, InvalidValueException::field)
                    .returns(InvalidValueException.Rule.TOO_LONG, InvalidValueException::rule)
                    .satisfies(e -> assertThat(e.limit()).hasValue(limit))
                    .satisfies(e -> assertThat(e)
                            .hasMessage("Article." + field + " is too long: " + limit + " " + unit + " at most, got "
                                    + actual + " " + unit));
        }

        @Test
        void was_changed_before_it_was_made() {
            assertThatThrownBy(() -> with(DRAFT, List.of(), TUESDAY, MONDAY, 0))
                    .hasMessage("Article.updatedAt is inconsistent: it lies before createdAt");
        }

        @Test
        void has_a_negative_version() {
            assertThatThrownBy(() -> DRAFT.withVersion(-1))
                    .hasMessage("Article.version is inconsistent: it is 0 or greater, not -1");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a\u0000b", "a\ud800b", "\udc00", "a\ud83c"})
        void holds_what_no_store_keeps(String markdown) {
            assertThatThrownBy(() -> DRAFT.edit(MONDAY, edit -> edit.markdown(markdown)))
                    .asInstanceOf(type(InvalidValueException.class))
                    .returns(InvalidValueException.Rule.MALFORMED, InvalidValueException::rule);
        }

        @Test
        void lies_outside_of_the_years_that_can_be_written() {
            for (Instant far : List.of(Instant.MIN, Instant.MAX, Instant.parse("+10000-01-01T00:00:00Z"))) {
                assertThatThrownBy(() -> Article.draft(Samples.ARTICLE, far, edit -> edit.title("x")))
                        .hasMessage(
                                "Article.createdAt is malformed: expected a time in the years 1 to 9999, got another");
            }
            Instant last = Instant.parse("9999-12-31T23:59:59.999999999Z");
            assertThat(DRAFT.publish(last).publishedAt()).contains(Instant.parse("9999-12-31T23:59:59.999999Z"));
        }
    }

    @Nested
    class A_builder {

        @Test
        void makes_a_draft_of_what_is_required_alone() {
            Article article = Article.builder()
                    .id(DRAFT.id())
                    .slug(DRAFT.slug())
                    .title("A draft")
                    .createdAt(MONDAY)
                    .build();
            assertThat(article).isEqualTo(DRAFT);
        }

        @Test
        void names_what_is_missing() {
            ArticleBuilder builder = Article.builder();
            assertMissing("id", builder);
            assertMissing("slug", builder.id(DRAFT.id()));
            assertMissing("title", builder.slug(DRAFT.slug()));
            assertMissing("createdAt", builder.title("A draft"));
        }

        private void assertMissing(String field, ArticleBuilder builder) {
            assertThatThrownBy(builder::build)
                    .asInstanceOf(type(InvalidValueException.class))
                    .returns(field, InvalidValueException::field)
                    .returns(InvalidValueException.Rule.BLANK, InvalidValueException::rule);
        }

        @Test
        void of_an_article_makes_the_same_again() {
            assertThat(Samples.article().toBuilder().build()).isEqualTo(Samples.article());
        }

        @Test
        void checks_values() {
            assertThatThrownBy(() -> DRAFT.toBuilder().title("a\nb").build()).isInstanceOf(InvalidValueException.class);
        }
    }

    @Nested
    class Its_copies {

        @Test
        void do_not_follow_a_list_that_is_changed_later() {
            List<Slug> tags = new ArrayList<>(List.of(Slug.of("a")));
            Article article = DRAFT.edit(MONDAY, edit -> edit.tags(tags));
            tags.add(Slug.of("b"));
            assertThat(article.tags()).containsExactly(Slug.of("a"));
            assertThatThrownBy(() -> article.tags().add(Slug.of("c")))
                    .isInstanceOf(UnsupportedOperationException.class);
        }

        @Test
        void keep_times_to_the_microsecond() {
            Article article = Article.draft(Samples.ARTICLE, MONDAY.plusNanos(1_999), edit -> edit.title("x"));
            assertThat(article.createdAt()).isEqualTo(MONDAY.plusNanos(1_000));
        }

        @Test
        void bear_the_version_of_the_store() {
            assertThat(DRAFT.withVersion(7).version()).isEqualTo(7);
            assertThat(DRAFT.withVersion(7))
                    .usingRecursiveComparison()
                    .ignoringFields("version")
                    .isEqualTo(DRAFT);
        }

        @Test
        void as_a_summary_say_what_the_article_says() {
            Article article = Samples.article();
            assertThat(ArticleSummary.of(article)).usingRecursiveComparison().isEqualTo(article);
            assertThat(ArticleSummary.of(article).publishedAt()).isEqualTo(article.publishedAt());
            assertThat(ArticleSummary.of(DRAFT).publishedAt()).isEmpty();
        }

        @Test
        void as_a_revision_differ_only_by_title_summary_and_text() {
            Revision revision = Revision.of(DRAFT);
            assertThat(revision.saysTheSameAs(DRAFT.publish(TUESDAY).edit(TUESDAY, e -> e.tags(Slug.of("a")))))
                    .isTrue();
            assertThat(revision.saysTheSameAs(DRAFT.edit(MONDAY, e -> e.title("x"))))
                    .isFalse();
            assertThat(revision.saysTheSameAs(DRAFT.edit(MONDAY, e -> e.summary("x"))))
                    .isFalse();
            assertThat(revision.saysTheSameAs(DRAFT.edit(MONDAY, e -> e.markdown("x"))))
                    .isFalse();
            assertThat(revision.at()).isEqualTo(DRAFT.updatedAt());
        }
    }

    @Nested
    class Access {

        private static final Label PREMIUM = Label.of("premium");
        private static final Label TEAM = Label.of("team");
        private static final Instant NOW = TUESDAY;

        static final Map<String, PublicationState> STATES = Map.of(
                "draft", new PublicationState.Draft(),
                "scheduled and overdue", new PublicationState.Scheduled(MONDAY),
                "scheduled", new PublicationState.Scheduled(Samples.THURSDAY),
                "archived", new PublicationState.Archived(),
                "published later", new PublicationState.Published(NOW.plus(Duration.ofNanos(1_000))),
                "published now", new PublicationState.Published(NOW),
                "published", new PublicationState.Published(MONDAY));

        static final Map<String, Audience> AUDIENCES = Map.of(
                "everyone",
                Audience.EVERYONE,
                "members",
                Audience.MEMBERS,
                "premium",
                Audience.labelled(PREMIUM),
                "premium or team",
                Audience.labelled(PREMIUM, TEAM));

        static final Map<String, Reader> READERS = Map.of(
                "anonymous", Reader.ANONYMOUS,
                "member", new Reader.Member(Samples.SUBSCRIBER, List.of()),
                "premium member", new Reader.Member(Samples.SUBSCRIBER, List.of(PREMIUM)),
                "team member", new Reader.Member(Samples.SUBSCRIBER, List.of(TEAM)),
                "host user", new Reader.HostUser(HostIdentity.of("7"), List.of()),
                "premium host user", new Reader.HostUser(HostIdentity.of("7"), List.of(PREMIUM)),
                "team host user", new Reader.HostUser(HostIdentity.of("7"), List.of(TEAM)));

        /** The rule once more, as a table of who reads the whole of what is published. */
        static final Map<String, List<String>> WHOLE = Map.of(
                "everyone", List.copyOf(READERS.keySet()),
                "members",
                        List.of(
                                "member",
                                "premium member",
                                "team member",
                                "host user",
                                "premium host user",
                                "team host user"),
                "premium", List.of("premium member", "premium host user"),
                "premium or team", List.of("premium member", "team member", "premium host user", "team host user"));

        @Test
        void follows_the_whole_table() {
            STATES.forEach((stateName, state) ->
                    AUDIENCES.forEach((audienceName, audience) -> READERS.forEach((readerName, reader) -> {
                        ArticleAccess expected =
                                !List.of("published", "published now").contains(stateName)
                                        ? ArticleAccess.NONE
                                        : WHOLE.get(audienceName).contains(readerName)
                                                ? ArticleAccess.WHOLE
                                                : ArticleAccess.PREVIEW;
                        Article article = with(DRAFT.edit(MONDAY, edit -> edit.audience(audience)), state);
                        String row = stateName + " for " + audienceName + " to " + readerName;
                        assertThat(ArticleAccess.of(article, reader, NOW))
                                .as(row)
                                .isEqualTo(expected);
                        assertThat(ArticleAccess.of(ArticleSummary.of(article), reader, NOW))
                                .as(row)
                                .isEqualTo(expected);
                    })));
        }

        @Test
        void is_a_members_only_once_confirmed() {
            Subscriber pending = Samples.pending();
            Subscriber confirmed = Samples.confirmed();
            assertThat(Reader.Member.of(pending)).isEqualTo(Reader.ANONYMOUS);
            assertThat(Reader.Member.of(confirmed)).isEqualTo(new Reader.Member(Samples.SUBSCRIBER, List.of(PREMIUM)));
            assertThat(Reader.Member.of(confirmed.unsubscribe(TUESDAY))).isEqualTo(Reader.ANONYMOUS);
            assertThat(Reader.Member.of(confirmed.suppress(SubscriberState.Reason.BLOCKED, TUESDAY)))
                    .isEqualTo(Reader.ANONYMOUS);
        }
    }

    private static List<Slug> slugs(int count) {
        return IntStream.range(0, count).mapToObj(i -> Slug.of("slug-" + i)).toList();
    }

    private static Article with(Article article, PublicationState state) {
        return article.toBuilder().state(state).build();
    }

    private static Article with(
            Article article, List<Alias> aliases, Instant createdAt, Instant updatedAt, long version) {
        return article.toBuilder()
                .aliases(aliases)
                .createdAt(createdAt)
                .updatedAt(updatedAt)
                .version(version)
                .build();
    }
}
