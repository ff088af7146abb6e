package io.billet.engine.internal.limit;

import io.billet.engine.spi.RateLimiter.Key;
import io.billet.engine.spi.RateLimiter.Scope;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * An address of the Internet Protocol, in one form whatever it was written like. An IPv6 address that stands for an IPv4
 * address is that address: mapped (RFC 4291, 2.5.5.2), translated (RFC 6052, 2.1) or of 6to4 (RFC 3056, 2).
 *
 * @param hex its octets, 4 or 16
 */
public record NetworkAddress(String hex) {

    private static final String MAPPED = "00000000000000000000ffff";
    private static final String TRANSLATED = "0064ff9b0000000000000000";
    private static final String SIX_TO_FOUR = "2002";
    private static final int MAX_LENGTH = 60;

    /**
     * What is no address counts as one and the same: else whoever can choose it is somebody new each time.
     *
     * @param text as the host tells it
     * @return the networks it belongs to, the narrowest first
     */
    public static List<Key> keys(String text) {
        Optional<NetworkAddress> address = parse(text);
        return List.of(
                new Key(Scope.HOST, address.map(NetworkAddress::host).orElse("")),
                new Key(Scope.NETWORK, address.map(NetworkAddress::network).orElse("")),
                new Key(Scope.PROVIDER, address.map(NetworkAddress::provider).orElse("")));
    }

    /** Reads an address in any of its spellings, also in brackets, with a zone or followed by a port. */
    public static Optional<NetworkAddress> parse(String text) {
        String address = withoutPort(text.strip());
        if (address.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return address.indexOf(':') < 0 ? version4(address) : version6(address);
    }

    private static String withoutPort(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end < 0 ? text : text.substring(1, end);
        }
        int colon = text.indexOf(':');
        return colon > 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
    }

    private static Optional<NetworkAddress> version4(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] octets = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].matches("[0-9]{1,3}") || Integer.parseInt(parts[i]) > 255) {
                return Optional.empty();
            }
            octets[i] = (byte) Integer.parseInt(parts[i]);
        }
        return parts.length == 4 ? Optional.of(of(octets)) : Optional.empty();
    }

    private static Optional<NetworkAddress> version6(String text) {
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        // Only digits, colons and dots, so that no name server is asked about it.
        if (!address.matches("[0-9A-Fa-f:.]+")) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(InetAddress.getByName(address).getAddress()));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static NetworkAddress of(byte[] octets) {
        String hex = HexFormat.of().formatHex(octets);
        if (hex.startsWith(MAPPED) || hex.startsWith(TRANSLATED)) {
            return new NetworkAddress(hex.substring(24));
        }
        return new NetworkAddress(octets.length == 16 && hex.startsWith(SIX_TO_FOUR) ? hex.substring(4, 12) : hex);
    }

    String host() {
        return isVersion4() ? hex : hex.substring(0, 16);
    }

    public String network() {
        return isVersion4() ? hex.substring(0, 6) : hex.substring(0, 12);
    }

    String provider() {
        return isVersion4() ? hex.substring(0, 4) : hex.substring(0, 8);
    }

    /** Whether it is of this machine or of a network that is not the Internet's: what a reverse proxy has, and no reader. */
    public boolean isPrivate() {
        return isVersion4()
                ? hex.startsWith("7f") || hex.startsWith("0a") || hex.startsWith("c0a8") || hex.matches("ac1[0-9a-f].*")
                : hex.matches("f[cd].*|fe[89ab].*|0{31}1");
    }

    /** Whether it is of this machine. */
    public boolean isLoopback() {
        return isVersion4() ? hex.startsWith("7f") : hex.matches("0{31}1");
    }

    private boolean isVersion4() {
        return hex.length() == 8;
    }
}
