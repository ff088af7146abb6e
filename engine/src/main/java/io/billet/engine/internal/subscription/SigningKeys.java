package io.billet.engine.internal.subscription;

import io.billet.storage.api.SettingStore;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of a blog, the newest first, in one setting: whoever makes the first key, all nodes have that one. A node believes
 * what it has read for a minute; a key that it does not know makes it read again.
 *
 * <p>Looking for a key never makes one, so that a look at a page stores nothing.
 */
public final class SigningKeys {

    /** How many octets name a key. */
    static final int ID_OCTETS = 3;

    /** How many octets a signature has. */
    static final int SIGNATURE_OCTETS = 32;

    /** More would not fit into a setting. */
    static final int MOST = 100;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_OCTETS = 32;
    private static final Duration BELIEVED = Duration.ofMinutes(1);
    private static final String BETWEEN = " ";

    private record Key(String id, SecretKeySpec secret) {
        static Key in(String text) {
            int colon = text.indexOf(':');
            return of(text.substring(0, colon), Base64.getUrlDecoder().decode(text.substring(colon + 1)));
        }

        static Key of(String id, byte[] secret) {
            return new Key(id, new SecretKeySpec(secret, ALGORITHM));
        }

        String text() {
            return id + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret.getEncoded());
        }
    }

    private record Read(List<Key> keys, Instant at) {}

    private final String name;
    private final SettingStore settings;
    private final InstantSource clock;
    private final RandomGenerator random;
    private volatile Read lately = new Read(List.of(), Instant.EPOCH);

    /** @param name of the setting that keeps them */
    public SigningKeys(String name, SettingStore settings, InstantSource clock, RandomGenerator random) {
        this.name = name;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
    }

    /** Returns the id of the newest key and what it makes of a message. There is a key from then on. */
    byte[] signed(byte[] message) {
        return signed(keys().stream().findFirst().orElseGet(this::first), message);
    }

    private static byte[] signed(Key key, byte[] message) {
        byte[] signature = mac(key, message);
        byte[] whole = Arrays.copyOf(HexFormat.of().parseHex(key.id()), ID_OCTETS + SIGNATURE_OCTETS);
        System.arraycopy(signature, 0, whole, ID_OCTETS, SIGNATURE_OCTETS);
        return whole;
    }

    /** Returns what the newest key that this node remembers makes of a message: asks the store for nothing. */
    Optional<byte[]> signedIfRemembered(byte[] message) {
        return lately.keys().stream().findFirst().map(key -> signed(key, message));
    }

    /** Reads the keys, so that this node remembers them. */
    void remember() {
        keys();
    }

    /** Returns whether a key of the blog, named by its id, made that of a message. It takes the same time for all signatures. */
    boolean verifies(byte[] message, byte[] idAndSignature) {
        if (idAndSignature.length != ID_OCTETS + SIGNATURE_OCTETS) {
            return false;
        }
        String id = HexFormat.of().formatHex(idAndSignature, 0, ID_OCTETS);
        byte[] signature = Arrays.copyOfRange(idAndSignature, ID_OCTETS, idAndSignature.length);
        return named(keys(), id)
                .or(() -> named(read(), id))
                .map(key -> MessageDigest.isEqual(mac(key, message), signature))
                .orElse(false);
    }

    /** Makes a key if there is none. */
    void makeFirst() {
        if (keys().isEmpty()) {
            first();
        }
    }

    /** Puts a new key before the others, which are still believed. */
    void rotate() {
        change(keys -> {
            if (keys.size() == MOST) {
                throw new IllegalStateException(
                        "there are " + MOST + " keys; retire the old ones before making another");
            }
            return Stream.concat(Stream.of(made(keys)), keys.stream()).toList();
        });
    }

    /** Forgets all keys but the newest. */
    void retireOld() {
        change(keys -> keys.stream().limit(1).toList());
    }

    private Key first() {
        // Of two nodes that find none, one stores its key, and both use that one.
        change(keys -> keys.isEmpty() ? List.of(made(keys)) : keys);
        return keys().get(0);
    }

    private void change(UnaryOperator<List<Key>> next) {
        while (true) {
            Optional<String> stored = settings.find(name);
            List<Key> keys = parsed(stored);
            List<Key> changed = next.apply(keys);
            boolean isSo = changed.equals(keys);
            if (isSo || settings.replace(name, stored, Optional.of(text(changed)))) {
                lately = new Read(changed, clock.instant());
                return;
            }
        }
    }

    private Key made(List<Key> others) {
        byte[] id = new byte[ID_OCTETS];
        byte[] secret = new byte[SECRET_OCTETS];
        random.nextBytes(secret);
        do {
            random.nextBytes(id);
        } while (named(others, HexFormat.of().formatHex(id)).isPresent());
        return Key.of(HexFormat.of().formatHex(id), secret);
    }

    private List<Key> keys() {
        Instant now = clock.instant();
        Read read = lately;
        boolean isYoung =
                !now.isBefore(read.at()) && Duration.between(read.at(), now).compareTo(BELIEVED) < 0;
        return isYoung ? read.keys() : read();
    }

    private List<Key> read() {
        List<Key> keys = parsed(settings.find(name));
        lately = new Read(keys, clock.instant());
        return keys;
    }

    private static Optional<Key> named(List<Key> keys, String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    private static List<Key> parsed(Optional<String> stored) {
        List<Key> keys = new ArrayList<>();
        for (String text : stored.orElse("").split(BETWEEN, -1)) {
            if (!text.isEmpty()) {
                keys.add(Key.in(text));
            }
        }
        return List.copyOf(keys);
    }

    private static String text(List<Key> keys) {
        return keys.stream().map(Key::text).collect(Collectors.joining(BETWEEN));
    }

    private static byte[] mac(Key key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key.secret());
            mac.update(key.id().getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
