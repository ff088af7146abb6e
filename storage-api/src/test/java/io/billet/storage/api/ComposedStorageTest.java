package io.billet.storage.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.billet.core.EmailAddress;
import io.billet.core.Slug;
import io.billet.core.Tag;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComposedStorageTest {

    private static final Slug EUROPE = Slug.of("europe");

    private final InMemoryStorage files = new InMemoryStorage();
    private final InMemoryStorage jdbc = new InMemoryStorage();
    private final BlogStorage both = BlogStorage.compose(BlogStorage.articlesFrom(files), BlogStorage.restFrom(jdbc));

    @Test
    void articles_tags_and_authors_are_kept_by_the_first() {
        both.tags().put(Tag.named(EUROPE, "Europe"));

        assertThat(files.tags().find(EUROPE)).isPresent();
        assertThat(jdbc.tags().find(EUROPE)).isEmpty();
        assertThat(both.articles()).isSameAs(files.articles());
        assertThat(both.authors()).isSameAs(files.authors());
    }

    @Test
    void everything_about_a_person_is_kept_by_the_second() {
        StoredToken token = new StoredToken(TokenHash.of("secret"), "confirm", "someone", Instant.EPOCH.plusSeconds(9));
        both.tokens().put(token);

        assertThat(jdbc.tokens().find(token.hash(), "confirm", Instant.EPOCH)).contains(token);
        assertThat(both.subscribers().findByEmail(EmailAddress.of("zoe@example.org")))
                .isEmpty();
        assertThat(both.subscribers()).isSameAs(jdbc.subscribers());
        assertThat(both.comments()).isSameAs(jdbc.comments());
        assertThat(both.issues()).isSameAs(jdbc.issues());
    }

    @Test
    void it_promises_of_itself_only_what_both_promise() {
        BlogStorage durable = new Declaring(EnumSet.allOf(Capability.class));
        BlogStorage articlesOnly = new Declaring(EnumSet.of(Capability.ARTICLES, Capability.DURABLE));

        BlogStorage composed =
                BlogStorage.compose(BlogStorage.articlesFrom(articlesOnly), BlogStorage.restFrom(durable));

        assertThat(composed.capabilities())
                .containsExactlyInAnyOrder(
                        Capability.ARTICLES,
                        Capability.STAGED_EDITS,
                        Capability.SUBSCRIBERS,
                        Capability.COMMENTS,
                        Capability.ISSUES,
                        Capability.TOKENS,
                        Capability.OUTBOX,
                        Capability.SETTINGS,
                        Capability.DURABLE);
        assertThatThrownBy(composed::changes).isInstanceOf(UnsupportedCapabilityException.class);
    }

    @Test
    void each_mark_is_that_of_the_part_that_keeps_what_it_tells_of() {
        files.tags().put(Tag.named(EUROPE, "Europe"));
        jdbc.tags().put(Tag.named(EUROPE, "Europe"));
        jdbc.tags().put(Tag.named(EUROPE, "Europa"));

        assertThat(both.changes()).isEqualTo(new PublicChanges(files.changes().editorial(), 0));
        assertThat(both.settings()).isSameAs(jdbc.settings());
        assertThat(both.outbox()).isSameAs(jdbc.outbox());
    }

    @Test
    void staged_edits_stand_beside_articles_that_have_no_place_for_them() {
        assertThat(both.stagedEdits()).isSameAs(files.stagedEdits());
        assertThat(both.revisions()).isSameAs(files.revisions());
        BlogStorage articlesOnly = new Declaring(EnumSet.of(Capability.ARTICLES));
        BlogStorage tokensOnly = new Declaring(EnumSet.of(Capability.TOKENS));

        BlogStorage beside = BlogStorage.compose(BlogStorage.articlesFrom(articlesOnly), BlogStorage.restFrom(jdbc));
        assertThat(beside.capabilities()).contains(Capability.STAGED_EDITS).doesNotContain(Capability.REVISIONS);
        assertThat(beside.stagedEdits()).isSameAs(jdbc.stagedEdits());

        BlogStorage nowhere =
                BlogStorage.compose(BlogStorage.articlesFrom(articlesOnly), BlogStorage.restFrom(tokensOnly));
        assertThat(nowhere.capabilities()).doesNotContain(Capability.STAGED_EDITS);
        assertThatThrownBy(nowhere::stagedEdits).isInstanceOf(UnsupportedCapabilityException.class);
    }

    @Test
    void a_storage_without_the_part_is_refused_with_what_it_has() {
        BlogStorage articlesOnly = new Declaring(EnumSet.of(Capability.ARTICLES));
        BlogStorage tokensOnly = new Declaring(EnumSet.of(Capability.TOKENS));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlogStorage.articlesFrom(tokensOnly))
                .withMessageContaining("ARTICLES")
                .withMessageContaining("[TOKENS]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlogStorage.restFrom(articlesOnly))
                .withMessageContaining("[ARTICLES]");
    }

    @Test
    void closing_closes_both_even_if_one_fails() {
        BlogStorage failing = new Declaring(EnumSet.allOf(Capability.class));
        BlogStorage composed = BlogStorage.compose(BlogStorage.articlesFrom(files), BlogStorage.restFrom(failing));

        assertThatThrownBy(composed::close).isInstanceOf(StorageException.class);
        assertThatIllegalStateException().isThrownBy(() -> files.tags().find(EUROPE));
    }

    /** Declares, keeps nothing, and fails to close. */
    private static final class Declaring implements BlogStorage {

        private final Set<Capability> capabilities;

        Declaring(Set<Capability> capabilities) {
            this.capabilities = capabilities;
        }

        @Override
        public Set<Capability> capabilities() {
            return capabilities;
        }

        @Override
        public void close() {
            throw new StorageException("closing failed");
        }

        @Override
        public ArticleStore articles() {
            throw new UnsupportedCapabilityException("Declaring", Capability.ARTICLES);
        }

        @Override
        public TagStore tags() {
            throw new UnsupportedCapabilityException("Declaring", Capability.ARTICLES);
        }

        @Override
        public AuthorStore authors() {
            throw new UnsupportedCapabilityException("Declaring", Capability.ARTICLES);
        }

        @Override
        public SubscriberStore subscribers() {
            throw new UnsupportedCapabilityException("Declaring", Capability.SUBSCRIBERS);
        }

        @Override
        public CommentStore comments() {
            throw new UnsupportedCapabilityException("Declaring", Capability.COMMENTS);
        }

        @Override
        public IssueStore issues() {
            throw new UnsupportedCapabilityException("Declaring", Capability.ISSUES);
        }

        @Override
        public TokenStore tokens() {
            throw new UnsupportedCapabilityException("Declaring", Capability.TOKENS);
        }
    }
}
