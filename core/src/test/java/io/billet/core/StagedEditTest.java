package io.billet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a published article is going to say. */
class StagedEditTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(3600);

    private final Article article = Article.draft(
                    Samples.article().id(), NOON, edit -> edit.title("Un").aliases(Alias.of("a"), Alias.of("b")))
            .publish(NOON)
            .withVersion(4);

    @Nested
    class Is_made {

        @Test
        void of_a_stored_article_as_a_draft_of_it() {
            StagedEdit edit = StagedEdit.of(article, LATER, changes -> changes.title("Deux"));
            assertThat(edit.draft().state()).isEqualTo(new PublicationState.Draft());
            assertThat(edit.base()).isEqualTo(4);
            assertThat(edit.version()).isZero();
            assertThat(edit.article()).isEqualTo(article.id());
        }

        @Test
        void of_nothing_that_was_never_stored_or_has_no_title() {
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> StagedEdit.of(article.withVersion(0), LATER, changes -> {}));
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> new StagedEdit(article, Optional.empty(), LATER, 0));
            StagedEdit edit = StagedEdit.of(article, LATER, changes -> {});
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> edit.edit(LATER, changes -> changes.title("")));
        }
    }

    @Nested
    class Is_applied {

        @Test
        void with_every_component_and_the_date_stays() {
            Article said = Samples.article();
            StagedEdit edit = StagedEdit.of(
                    said,
                    LATER,
                    changes -> changes.title("Mieux")
                            .markdown("b")
                            .summary("")
                            .noCover()
                            .tags()
                            .authors(Slug.of("x"))
                            .featured(!said.featured())
                            .kind(ArticleKind.POST)
                            .audience(Audience.MEMBERS)
                            .discussion(Discussion.OPEN)
                            .noTranslationKey()
                            .aliases());
            Article applied = edit.appliedTo(said, LATER);
            assertThat(applied.state()).isEqualTo(said.state());
            assertThat(applied.firstPublishedAt()).isEqualTo(said.firstPublishedAt());
            assertThat(edit.isAppliedIn(applied.withVersion(said.version() + 1)))
                    .isTrue();
            assertThat(applied.toBuilder()
                            .state(edit.draft().state())
                            .updatedAt(edit.draft().updatedAt())
                            .updatedBy(edit.draft().updatedBy())
                            .build())
                    .isEqualTo(edit.draft());
        }

        @Test
        void with_an_address_that_leads_on_and_none_that_nobody_has_seen() {
            StagedEdit edit = StagedEdit.of(article, LATER, changes -> changes.slug(Slug.of("deux")))
                    .edit(LATER, changes -> changes.slug(Slug.of("trois")));
            Article applied = edit.appliedTo(article, LATER);
            assertThat(applied.slug()).isEqualTo(Slug.of("trois"));
            assertThat(applied.aliases()).containsExactly(Alias.of("a"), Alias.of("b"), Alias.of("un"));
            assertThat(edit.isAppliedIn(applied.withVersion(5))).isTrue();
        }

        @Test
        void under_another_date_if_it_says_one() {
            Instant earlier = NOON.minusSeconds(60);
            Article applied = StagedEdit.of(article, LATER, changes -> changes.firstPublishedAt(earlier))
                    .appliedTo(article, LATER);
            assertThat(applied.publishedAt()).contains(earlier);
        }

        @Test
        void only_in_a_later_version_that_says_all_of_it() {
            StagedEdit nothing = StagedEdit.of(article, LATER, changes -> {});
            assertThat(nothing.isAppliedIn(article)).isFalse();
            StagedEdit fewer = StagedEdit.of(article, LATER, changes -> changes.aliases(List.of(Alias.of("a"))));
            assertThat(fewer.isAppliedIn(article)).isFalse();
            StagedEdit more = StagedEdit.of(article, LATER, changes -> changes.aliases(Alias.of("a"), Alias.of("c")));
            assertThat(more.isAppliedIn(article.withVersion(5))).isFalse();
            StagedEdit text = StagedEdit.of(article, LATER, changes -> changes.markdown("x"));
            assertThat(text.isAppliedIn(article.withVersion(5))).isFalse();
            assertThat(text.isAppliedIn(text.appliedTo(article, LATER).withVersion(5)))
                    .isTrue();
        }
    }
}
