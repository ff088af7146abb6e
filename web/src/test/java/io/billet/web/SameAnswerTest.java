package io.billet.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.EmailAddress;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SameAnswerTest {

    @Test
    void an_address_gets_the_same_answer_whoever_it_belongs_to() throws Exception {
        try (LiveBlog live = LiveBlog.at("/blog")) {
            live.publish("Un article", "Texte.");
            for (String known : List.of("pending", "confirmed", "departed", "suppressed")) {
                new Person().post(live.blog.urls().subscribe(), Map.of("email", known + "@example.org"));
                if (!known.equals("pending")) {
                    String link = live.linkMailedTo(known + "@example.org", "/confirm")
                            .getQuery();
                    live.blog.subscribers().confirm(link.substring("token=".length()));
                }
            }
            live.blog.subscribers().unsubscribe(id(live, "departed"));
            live.blog.subscribers().suppress(id(live, "suppressed"), SubscriberState.Reason.BOUNCED);

            List<String> answers = new ArrayList<>();
            for (String who : List.of("unknown", "pending", "confirmed", "departed", "suppressed")) {
                Map<String, String> fields =
                        Map.of("email", who + "@example.org", "place", "article", "article", "un-article");
                Person.Seen seen = new Person().post(live.blog.urls().subscribe(), fields);
                answers.add(everythingOf(seen.response())
                        + everythingOf(seen.response().previousResponse().orElseThrow()));
            }

            assertThat(answers.get(0)).contains("Consultez votre boîte de réception", "303");
            assertThat(answers).allMatch(answers.get(0)::equals);
        }
    }

    private static SubscriberId id(LiveBlog live, String who) {
        return live.storage
                .subscribers()
                .findByEmail(EmailAddress.of(who + "@example.org"))
                .orElseThrow()
                .id();
    }

    private static String everythingOf(java.net.http.HttpResponse<String> response) {
        Map<String, List<String>> headers = new HashMap<>(response.headers().map());
        headers.remove("date");
        return response.statusCode() + "\n" + new java.util.TreeMap<>(headers) + "\n" + response.body();
    }
}
