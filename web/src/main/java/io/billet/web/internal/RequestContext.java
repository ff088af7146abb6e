package io.billet.web.internal;

import io.billet.core.Reader;
import io.billet.core.Subscriber;
import io.billet.web.http.Parameters;
import io.billet.web.http.WebRequest;
import io.billet.web.theme.Notice;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request and who sent it.
 *
 * @param member the subscriber whose session they bear, unless the host knows them as somebody else
 */
record RequestContext(WebRequest http, Parameters query, Reader reader, Optional<Subscriber> member) {

    boolean isAnonymous() {
        return reader instanceof Reader.Anonymous;
    }

    Optional<Reader.HostUser> user() {
        return reader instanceof Reader.HostUser user ? Optional.of(user) : Optional.empty();
    }

    Optional<Notice> notice() {
        Optional<String> key = query.find("notice");
        return Stream.of(Notice.values())
                .filter(notice -> key.equals(Optional.of(notice.key())))
                .findFirst();
    }
}
