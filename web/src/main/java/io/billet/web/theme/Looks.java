package io.billet.web.theme;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a host puts into the {@linkplain Theme#standard(Looks) standard theme}: its navigation, logo, icon, footer, and what goes into
 * the head of every page.
 *
 * <pre>{@code
 * Looks looks = Looks.builder()
 *         .navigation(NavigationEntry.of("Shop", "/"), NavigationEntry.of("News", "/blog/"))
 *         .logo(Logo.of("/logo.svg", 32, 32))
 *         .icon("/favicon.ico")
 *         .imprint("/imprint")
 *         .privacy("/privacy")
 *         .build();
 * BlogHandler handler = BlogHandler.builder(blog).theme(Theme.standard(looks)).build();
 * }</pre>
 *
 * <p>Words are plain text. Addresses are checked, and are as browsers see them: with the path under which a proxy or a container shows
 * the application. A host that has pages of its own puts the blog's into them by a {@link PageLayout} instead: then only the style
 * sheet and the head elements of the looks are used.
 *
 * <p>Immutable and thread-safe.
 */
public final class Looks {

    private static final Looks NONE = builder().build();

    private final String stylesheet;
    private final List<NavigationEntry> navigation;
    private final Optional<Logo> logo;
    private final Optional<String> icon;
    private final Optional<String> touchIcon;
    private final Optional<String> footer;
    private final List<NavigationEntry> footerLinks;
    private final Optional<String> imprint;
    private final Optional<String> privacy;
    private final List<HeadElement> head;
    private final List<ThemeAsset> assets;

    private Looks(Builder builder) {
        stylesheet = builder.stylesheet;
        navigation = List.copyOf(builder.navigation);
        logo = builder.logo;
        icon = builder.icon;
        touchIcon = builder.touchIcon;
        footer = builder.footer;
        footerLinks = List.copyOf(builder.footerLinks);
        imprint = builder.imprint;
        privacy = builder.privacy;
        head = List.copyOf(builder.head);
        assets = List.copyOf(builder.assets);
        requireAssets();
    }

    /** Returns looks with nothing of the host's. */
    public static Looks none() {
        return NONE;
    }

    /** Returns a builder with nothing of the host's. */
    public static Builder builder() {
        return new Builder();
    }

    /** What is named and not there would fail page by page. */
    private void requireAssets() {
        Map<String, ThemeAsset> byName =
                assets.stream().collect(Collectors.toMap(ThemeAsset::name, Function.identity()));
        Stream.of(
                        icon.stream(),
                        touchIcon.stream(),
                        logo.map(Logo::source).stream(),
                        logo.flatMap(Logo::dark).stream(),
                        head.stream().flatMap(element -> element.assets().stream()))
                .flatMap(Function.identity())
                .filter(address -> address.startsWith(SlotAddress.ASSET))
                .map(address -> address.substring(SlotAddress.ASSET.length()))
                .filter(name -> !byName.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "asset:" + name + " is none of the looks' files " + byName.keySet());
                });
    }

    String stylesheet() {
        return stylesheet;
    }

    List<NavigationEntry> navigation() {
        return navigation;
    }

    Optional<Logo> logo() {
        return logo;
    }

    Optional<String> icon() {
        return icon;
    }

    Optional<String> touchIcon() {
        return touchIcon;
    }

    Optional<String> footer() {
        return footer;
    }

    List<NavigationEntry> footerLinks() {
        return footerLinks;
    }

    Optional<String> imprint() {
        return imprint;
    }

    Optional<String> privacy() {
        return privacy;
    }

    boolean hasFooterLinks() {
        return !footerLinks.isEmpty() || imprint.isPresent() || privacy.isPresent();
    }

    List<HeadElement> head() {
        return head;
    }

    List<ThemeAsset> assets() {
        return assets;
    }

    /** Builds {@link Looks}. Not thread-safe. */
    public static final class Builder {

        private String stylesheet = "";
        private final List<NavigationEntry> navigation = new ArrayList<>();
        private Optional<Logo> logo = Optional.empty();
        private Optional<String> icon = Optional.empty();
        private Optional<String> touchIcon = Optional.empty();
        private Optional<String> footer = Optional.empty();
        private final List<NavigationEntry> footerLinks = new ArrayList<>();
        private Optional<String> imprint = Optional.empty();
        private Optional<String> privacy = Optional.empty();
        private final List<HeadElement> head = new ArrayList<>();
        private final List<ThemeAsset> assets = new ArrayList<>();

        private Builder() {}

        /**
         * Sets CSS that comes after the theme's own. Default: none.
         *
         * @param css may set the theme's custom properties, see {@code docs/theme.md}
         * @return this
         */
        public Builder stylesheet(String css) {
            stylesheet = css;
            return this;
        }

        /**
         * Adds entries to the navigation, which stands above the blog's own. The one that leads to the page that is shown is marked
         * as such, and the one that leads to the blog on all of its pages. Default: none.
         *
         * @param entries in their order
         * @return this
         */
        public Builder navigation(NavigationEntry... entries) {
            navigation.addAll(List.of(entries));
            return this;
        }

        /**
         * Sets the picture at the blog's name. Default: none.
         *
         * @param newLogo the picture
         * @return this
         */
        public Builder logo(Logo newLogo) {
            logo = Optional.of(newLogo);
            return this;
        }

        /**
         * Sets the icon for the tabs of browsers. Default: one of Billet's.
         *
         * @param address a path as browsers see it, an address of https, or {@code asset:} and a name; an SVG, PNG or ICO
         * @return this
         * @throws IllegalArgumentException if it is no such address
         */
        public Builder icon(String address) {
            icon = Optional.of(SlotAddress.ofFile(address));
            return this;
        }

        /**
         * Sets the icon for the home screens of phones: a PNG of 180 by 180 pixels. Default: none.
         *
         * @param address as of {@link #icon}
         * @return this
         * @throws IllegalArgumentException if it is no such address
         */
        public Builder touchIcon(String address) {
            touchIcon = Optional.of(SlotAddress.ofFile(address));
            return this;
        }

        /**
         * Sets what the foot of a page says. Default: the blog's title.
         *
         * @param text plain text, 1 to 500 characters
         * @return this
         * @throws IllegalArgumentException if it is no such text
         */
        public Builder footer(String text) {
            footer = Optional.of(SlotText.of("the footer", text, 500));
            return this;
        }

        /**
         * Adds links to the foot of a page. Default: none.
         *
         * @param entries in their order
         * @return this
         */
        public Builder footerLinks(NavigationEntry... entries) {
            footerLinks.addAll(List.of(entries));
            return this;
        }

        /**
         * Sets where it is said who is responsible for the site; the link in the footer is worded in the language of the page.
         * Default: no link.
         *
         * @param address as of {@link NavigationEntry#href()}
         * @return this
         * @throws IllegalArgumentException if it is no such address
         */
        public Builder imprint(String address) {
            imprint = Optional.of(SlotAddress.ofLink(address));
            return this;
        }

        /**
         * Sets where it is said what becomes of readers' data; the link in the footer is worded in the language of the page.
         * Default: no link.
         *
         * @param address as of {@link NavigationEntry#href()}
         * @return this
         * @throws IllegalArgumentException if it is no such address
         */
        public Builder privacy(String address) {
            privacy = Optional.of(SlotAddress.ofLink(address));
            return this;
        }

        /**
         * Adds elements to the head of every page. What they load is allowed by the pages' policy. Default: none.
         *
         * @param elements in their order
         * @return this
         */
        public Builder head(HeadElement... elements) {
            head.addAll(List.of(elements));
            return this;
        }

        /**
         * Adds a file that the blog serves by itself, for a host that has no place for files: it is named {@code asset:logo.svg} where
         * an address is asked for. Default: none.
         *
         * @param file with a name that no other has
         * @return this
         */
        public Builder asset(ThemeAsset file) {
            assets.add(file);
            return this;
        }

        /**
         * Returns the looks.
         *
         * @throws IllegalArgumentException if a file is named that was not added
         */
        public Looks build() {
            return new Looks(this);
        }
    }
}
