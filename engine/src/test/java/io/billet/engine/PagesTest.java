package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.billet.core.Article;
import io.billet.core.Commenter;
import io.billet.core.EmailAddress;
import io.billet.core.InvalidValueException;
import io.billet.core.LanguageTag;
import io.billet.core.Reader;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.SubscriberQuery;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages and the cursors between them, of each list that the engine has. */
class PagesTest {

    private static final int ROWS = 7;

    private final TestBlog test = new TestBlog();
    private final Map<String, Function<PageRequest, Page<?>>> lists = new LinkedHashMap<>();

    @BeforeEach
    void fill() {
        Article last = test.published(edit -> edit.title("Article 0"));
        for (int i = 1; i < ROWS; i++) {
            int number = i;
            test.clock.advance(Duration.ofSeconds(1));
            test.published(edit -> edit.title("Article " + number));
        }
        for (int i = 0; i < ROWS; i++) {
            int number = i;
            if (i > 0) {
                last = test.blog.articles().edit(last.id(), last.version(), edit -> edit.markdown("Text " + number));
            }
            test.blog
                    .comments()
                    .submit(
                            CommentRequest.on(
                                    last.id(),
                                    Commenter.named("Zoë").withEmail(EmailAddress.of("zoe@example.org")),
                                    "Comment " + i),
                            Reader.ANONYMOUS);
            test.blog
                    .subscribers()
                    .subscribe(SubscribeRequest.of(
                            EmailAddress.of("reader" + i + "@example.org"), LanguageTag.FRENCH, "footer"));
        }
        Article edited = last;
        lists.put("articles", request -> test.blog.articles().list(ArticleQuery.all(), request));
        lists.put(
                "changed articles",
                request -> test.blog.articles().list(ArticleQuery.all().lastChangedFirst(), request));
        lists.put(
                "articles for readers",
                request -> test.blog.articles().page(ArticleFilter.ALL, Reader.ANONYMOUS, request));
        lists.put("revisions", request -> test.blog.articles().revisions(edited.id(), request));
        lists.put("comments", request -> test.blog.comments().list(CommentQuery.all(), request));
        lists.put("subscribers", request -> test.blog.subscribers().list(SubscriberQuery.all(), request));
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void follow_one_another_to_the_end_and_the_last_full_one_has_no_cursor() {
        lists.forEach((name, list) -> {
            List<Object> whole =
                    new ArrayList<>(list.apply(PageRequest.first(100)).items());
            assertThat(whole).as(name).hasSize(ROWS);
            for (int size = 1; size <= ROWS + 1; size++) {
                List<Object> met = new ArrayList<>();
                int pages = 0;
                Optional<PageRequest> next = Optional.of(PageRequest.first(size));
                while (next.isPresent()) {
                    Page<?> page = list.apply(next.get());
                    pages++;
                    met.addAll(page.items());
                    int items = size;
                    next = page.next().map(cursor -> PageRequest.after(cursor, items));
                }
                assertThat(met).as("%s by %s", name, size).isEqualTo(whole);
                assertThat(pages).as("pages of %s by %s", name, size).isEqualTo((ROWS + size - 1) / size);
            }
            assertThat(list.apply(PageRequest.first(PageRequest.MAX_SIZE)).next())
                    .as(name)
                    .isEmpty();
        });
    }

    @Test
    void are_refused_after_a_cursor_that_nobody_made() {
        String date = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(29)
                        .put((byte) 'a')
                        .putLong(Long.MAX_VALUE)
                        .array());
        lists.forEach((name, list) -> {
            for (String made :
                    List.of("x", "AAAA", "-", "____", "0".repeat(500), "_".repeat(38), "A".repeat(39), date)) {
                assertRefused(name, list, made);
            }
        });
    }

    @Test
    void are_refused_after_a_cursor_in_which_a_letter_differs_or_found() {
        String letters = "AZaz09-_";
        lists.forEach((name, list) -> {
            Page<?> first = list.apply(PageRequest.first(3));
            String cursor = first.next().orElseThrow().value();
            for (int at = 0; at < cursor.length(); at++) {
                for (char letter : letters.toCharArray()) {
                    String altered = cursor.substring(0, at) + letter + cursor.substring(at + 1);
                    try {
                        assertThat(list.apply(PageRequest.after(new Cursor(altered), 3))
                                        .items())
                                .as("%s after %s", name, altered)
                                .hasSizeLessThanOrEqualTo(3);
                    } catch (InvalidValueException e) {
                        assertThat(e.object()).isEqualTo("Cursor");
                    }
                }
            }
            assertRefused(name, list, cursor.substring(1));
            assertRefused(name, list, cursor + "A");
        });
    }

    @Test
    void are_refused_after_a_cursor_of_another_list() {
        lists.forEach((name, list) -> {
            String cursor =
                    list.apply(PageRequest.first(3)).next().orElseThrow().value();
            lists.forEach((other, otherList) -> {
                boolean sameRows = name.startsWith("articles") && other.startsWith("articles");
                if (!name.equals(other) && !sameRows) {
                    assertRefused(other + " after a cursor of " + name, otherList, cursor);
                }
            });
        });
    }

    @Test
    void go_on_although_what_stood_at_the_cursor_is_gone() {
        Page<?> first = test.blog.articles().list(ArticleQuery.all(), PageRequest.first(3));
        List<?> rest = test.blog
                .articles()
                .list(ArticleQuery.all(), PageRequest.after(first.next().orElseThrow(), 9))
                .items();
        test.storage
                .articles()
                .list(ArticleQuery.all(), Optional.empty(), 3)
                .forEach(each -> test.blog.articles().delete(each.id(), each.version()));

        assertThat(test.blog
                        .articles()
                        .list(ArticleQuery.all(), PageRequest.after(first.next().orElseThrow(), 9))
                        .items())
                .isEqualTo(rest);
    }

    @Test
    void counts_stop_at_their_bound() {
        Comments comments = test.blog.comments();

        assertThat(comments.count(CommentQuery.all())).isEqualTo(ROWS);
        assertThat(comments.count(CommentQuery.all(), ROWS - 1)).isEqualTo(ROWS - 1);
        assertThat(comments.count(CommentQuery.all(), ROWS + 1)).isEqualTo(ROWS);
    }

    private static void assertRefused(String name, Function<PageRequest, Page<?>> list, String cursor) {
        assertThatExceptionOfType(InvalidValueException.class)
                .as(name)
                .isThrownBy(() -> list.apply(PageRequest.after(new Cursor(cursor), 3)))
                .matches(e -> e.object().equals("Cursor"));
    }
}
