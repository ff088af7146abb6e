package io.billet.engine.internal.mail;

import io.billet.engine.internal.limit.OncePerMinute;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.Mailer;
import io.billet.storage.api.SettingStore;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For which deployment the database sends mail: the first one that sends writes its name down, and a copy of the database under
 * another name sends nothing until its owner adopts it. Whatever cannot be read, nothing is sent. Thread-safe.
 */
public final class Deployment {

    private static final String SETTING = "deployment";
    private static final Logger log = LoggerFactory.getLogger(Deployment.class);

    private final SettingStore settings;
    private final String name;
    private final boolean adoptsByItself;
    private final OncePerMinute told = new OncePerMinute();

    /**
     * @param name           tells this deployment from others
     * @param adoptsByItself whether it may write its name where there is none; not on a machine of one's own
     */
    public Deployment(SettingStore settings, String name, boolean adoptsByItself) {
        this.settings = settings;
        this.name = name;
        this.adoptsByItself = adoptsByItself;
    }

    /** Returns its name. */
    public String name() {
        return name;
    }

    /** Returns whether mail may be sent from here, and writes the name down if there is none. If not, the log says so once a minute. */
    public boolean maySend() {
        Optional<String> owner = owner();
        if (owner.isEmpty() && adoptsByItself) {
            settings.replace(SETTING, Optional.empty(), Optional.of(name));
            owner = owner();
        }
        boolean isOurs = owner.map(name::equals).orElse(true);
        if (!isOurs && told.see(name) > 0) {
            log.error(
                    "No mail is sent: this database sends for the deployment \"{}\", and this is \"{}\". If it is a copy, that"
                            + " is right. If the blog has moved here for good, call blog.outbox().adopt() once",
                    owner.orElse(""),
                    name);
        }
        return isOurs;
    }

    /** Returns whether rows may be claimed here, and writes nothing: a deployment that has none to send calls no database its own. */
    public boolean mayClaim() {
        return !isForeign() || maySend();
    }

    /** Returns a mailer that asks before the first mail whether it may be sent from here. */
    public Mailer guarding(Mailer mailer) {
        AtomicBoolean isOurs = new AtomicBoolean();
        return mail -> {
            if (!isOurs.get() && !maySend()) {
                return new MailOutcome.RefusedForNow("this database sends for another deployment");
            }
            isOurs.set(true);
            return mailer.send(mail);
        };
    }

    /** Returns whether the database sends for another deployment. Writes nothing. */
    public boolean isForeign() {
        return owner().filter(owner -> !owner.equals(name)).isPresent();
    }

    /** Returns for which deployment the database sends, if any has sent yet. */
    public Optional<String> owner() {
        return settings.find(SETTING);
    }

    /** Sends from here from now on, and from nowhere else. */
    public void adopt() {
        boolean done = false;
        while (!done) {
            done = settings.replace(SETTING, owner(), Optional.of(name));
        }
    }
}
