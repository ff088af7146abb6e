package io.billet.engine.internal.limit;

import io.billet.core.EmailAddress;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/**
 * The mailbox behind an e-mail address, as far as addresses tell it: the providers that deliver {@code zoe+news@} and
 * {@code ZOE@} to {@code zoe@} are most of them. For counting mails and for nothing else: two people who are taken for one
 * share a limit, and lose nothing more.
 */
public final class Mailbox {

    private static final Set<String> WITHOUT_DOTS = Set.of("gmail.com", "googlemail.com");

    private Mailbox() {}

    public static String of(EmailAddress address) {
        String value = address.value();
        int at = value.lastIndexOf('@');
        String domain = address.domain();
        // Compatibility forms and both cases: full-width letters, the Turkish dotless i.
        String name = Normalizer.normalize(value.substring(0, at), Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        int tag = name.indexOf('+');
        name = tag > 0 ? name.substring(0, tag) : name;
        if (WITHOUT_DOTS.contains(domain)) {
            return name.replace(".", "") + "@gmail.com";
        }
        return name + "@" + domain;
    }
}
