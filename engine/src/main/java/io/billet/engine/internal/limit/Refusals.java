package io.billet.engine.internal.limit;

import io.billet.core.SubscriberId;
import io.billet.engine.spi.RateLimiter.Action;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;

/** Tells the blog's owner, once a minute, that limits have been met: without a word they would look like a fault. */
public final class Refusals {

    private final Logger log;
    private final boolean isPublic;
    private final OncePerMinute oncePerMinute = new OncePerMinute();
    private final AtomicBoolean toldOfProxy = new AtomicBoolean();

    /** @param host of the blog's address: at one of this machine or its network readers may well come from there, too */
    public Refusals(Logger log, String host) {
        this.log = log;
        isPublic = !host.equalsIgnoreCase("localhost")
                && NetworkAddress.parse(host).filter(NetworkAddress::isPrivate).isEmpty();
    }

    /** Looks where a request comes from, before anybody is refused: from a proxy of which the blog knows nothing? */
    public void look(String networkAddress) {
        boolean isOfProxy = isPublic
                && NetworkAddress.parse(networkAddress)
                        .map(NetworkAddress::isPrivate)
                        .orElse(true);
        if (isOfProxy && toldOfProxy.compareAndSet(false, true)) {
            log.warn(
                    "Somebody subscribes from an address of this machine or its network, or from none, which is a proxy's and no"
                            + " reader's: all readers together are counted as one, and 21 of them in an hour are too many. Tell the"
                            + " blog where they come from: BlogHandler.builder(blog).clientAddress(...)");
        }
    }

    public void tell(Action action, String networkAddress) {
        Optional<NetworkAddress> from = NetworkAddress.parse(networkAddress);
        if (from.isEmpty()) {
            warn(
                    action + " from no address",
                    "{} was refused: it came from what is no IP address, and all that does is counted"
                            + " together; tell the blog where readers come from: BlogHandler.builder(blog).clientAddress(...)"
                            + " ({} times)",
                    action);
        } else if (from.get().isPrivate()) {
            warn(
                    action + " from a private address",
                    "{} was refused: all readers seem to come from one address of this"
                            + " machine or its network, which is a proxy's; tell the blog where they come from:"
                            + " BlogHandler.builder(blog).clientAddress(...) ({} times)",
                    action);
        } else {
            warn(action.toString(), "{} was refused to a network that asked too often ({} times)", action);
        }
    }

    public void tellWithheld(SubscriberId id) {
        warn(
                "withheld",
                "A mail to subscriber {} was not sent: its mailbox, or the blog, has sent as many as the RateLimiter"
                        + " grants ({} times)",
                id);
    }

    public void tellTrapped(String why) {
        warn("trapped", "A form to subscribe was answered without a mail, as by a machine: {} ({} times)", why);
    }

    private void warn(String kind, String message, Object what) {
        long times = oncePerMinute.see(kind);
        if (times > 0) {
            log.warn(message, what, times);
        }
    }
}
