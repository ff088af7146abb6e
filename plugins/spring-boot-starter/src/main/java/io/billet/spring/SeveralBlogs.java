package io.billet.spring;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * The blogs of {@code billet.blogs.<name>}. Each has what {@code billet.*} has of one blog. What it does not say is taken from {@code
 * billet.*}, but for what must be its own: then the path is its name, and so are title and tables.
 */
final class SeveralBlogs {

    private static final ConfigurationPropertyName ALL = ConfigurationPropertyName.of("billet");
    private static final ConfigurationPropertyName BLOGS = ConfigurationPropertyName.of("billet.blogs");
    private static final Set<String> ITS_OWN =
            Set.of("title", "description", "base-url", "path", "jdbc.table-prefix", "web.cookie-name", "enabled");

    private SeveralBlogs() {}

    /** Returns them in the order of their names; none, if the application has one blog at most. */
    static List<NamedBlog> in(Environment environment) {
        List<NamedBlog> blogs = new ArrayList<>();
        List<ConfigurationPropertySource> sources = sources(environment);
        Set<String> names = names(environment);
        for (String name : names) {
            if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
                throw new IllegalStateException("billet.blogs." + name
                        + ": a blog's name is small letters and digits, with hyphens between, such as my-news");
            }
            BilletProperties settings = settings(name, sources, environment);
            if (settings.enabled()) {
                Set<String> siblings = new TreeSet<>(names);
                siblings.remove(name);
                blogs.add(new NamedBlog(name, settings, siblings));
            }
        }
        requireDifferent(blogs, blog -> blog.settings().path(), "path");
        requireDifferent(blogs, SeveralBlogs::tables, "jdbc.table-prefix");
        requireDifferent(blogs, blog -> cookie(blog.settings()), "base-url");
        return blogs;
    }

    /** Also of blogs that are switched off: the application is still one of several blogs. */
    private static Set<String> names(Environment environment) {
        Binder binder = new Binder(sources(environment), new PropertySourcesPlaceholdersResolver(environment));
        return new TreeMap<>(binder.bind(BLOGS, Bindable.mapOf(String.class, Object.class))
                        .orElse(Map.of()))
                .keySet();
    }

    private static List<ConfigurationPropertySource> sources(Environment environment) {
        List<ConfigurationPropertySource> sources = new ArrayList<>();
        if (environment instanceof ConfigurableEnvironment ofApplication) {
            ConfigurationPropertySources.from(ofApplication.getPropertySources())
                    .forEach(sources::add);
        }
        return sources;
    }

    private static BilletProperties settings(
            String name, List<ConfigurationPropertySource> said, Environment environment) {
        ConfigurationPropertyName prefix = BLOGS.append(name);
        List<ConfigurationPropertySource> sources = new ArrayList<>(said);
        sources.add(new MapConfigurationPropertySource(Map.of(
                prefix + ".title", name,
                prefix + ".path", "/" + name,
                prefix + ".jdbc.table-prefix", "billet_" + name.replace('-', '_') + "_")));
        sources.add(new Shared(said, prefix));
        return new Binder(sources, new PropertySourcesPlaceholdersResolver(environment))
                .bindOrCreate(prefix.toString(), BilletProperties.class);
    }

    /**
     * What {@code billet.*} says for all of them.
     *
     * @param said   everything that is said
     * @param prefix of one of them
     */
    private record Shared(List<ConfigurationPropertySource> said, ConfigurationPropertyName prefix)
            implements IterableConfigurationPropertySource {

        /** Maps are read by the names that are there. */
        @Override
        public Stream<ConfigurationPropertyName> stream() {
            return said.stream()
                    .filter(IterableConfigurationPropertySource.class::isInstance)
                    .flatMap(source -> ((IterableConfigurationPropertySource) source).stream())
                    .filter(name -> ALL.isAncestorOf(name) && !BLOGS.isAncestorOf(name) && !BLOGS.equals(name))
                    .map(name -> prefix.append(name.subName(ALL.getNumberOfElements())))
                    .filter(name -> !ITS_OWN.contains(rest(name)));
        }

        @Override
        public @Nullable ConfigurationProperty getConfigurationProperty(ConfigurationPropertyName asked) {
            if (!prefix.isAncestorOf(asked) || ITS_OWN.contains(rest(asked))) {
                return null;
            }
            for (ConfigurationPropertySource source : said) {
                ConfigurationProperty found = source.getConfigurationProperty(ofAll(asked));
                if (found != null) {
                    return new ConfigurationProperty(asked, found.getValue(), found.getOrigin());
                }
            }
            return null;
        }

        /** Without it a list that nobody has said anything of is taken for one that may have elements. */
        @Override
        public ConfigurationPropertyState containsDescendantOf(ConfigurationPropertyName asked) {
            if (asked.isAncestorOf(prefix) || asked.equals(prefix)) {
                return ConfigurationPropertyState.PRESENT;
            }
            if (!prefix.isAncestorOf(asked)) {
                return ConfigurationPropertyState.ABSENT;
            }
            Set<ConfigurationPropertyState> states = said.stream()
                    .map(source -> source.containsDescendantOf(ofAll(asked)))
                    .collect(Collectors.toSet());
            return Stream.of(ConfigurationPropertyState.PRESENT, ConfigurationPropertyState.UNKNOWN)
                    .filter(states::contains)
                    .findFirst()
                    .orElse(ConfigurationPropertyState.ABSENT);
        }

        private ConfigurationPropertyName ofAll(ConfigurationPropertyName asked) {
            return ALL.append(rest(asked));
        }

        private String rest(ConfigurationPropertyName asked) {
            return asked.subName(prefix.getNumberOfElements()).toString();
        }
    }

    private static String tables(NamedBlog blog) {
        BilletProperties.Jdbc jdbc = blog.settings().jdbc();
        return jdbc.dataSource() + " " + jdbc.tablePrefix().toLowerCase(Locale.ROOT);
    }

    /** Cookies are of a host name, whatever its port. */
    private static String cookie(BilletProperties settings) {
        URI base = settings.baseUrl();
        String host =
                base == null || base.getHost() == null ? "" : base.getHost().toLowerCase(Locale.ROOT);
        String path = base == null ? settings.path() : base.getPath();
        String cookie = settings.web().cookieName();
        return host + " " + (cookie == null ? path : cookie);
    }

    private static void requireDifferent(List<NamedBlog> blogs, Function<NamedBlog, String> what, String property) {
        Map<String, String> known = new HashMap<>();
        for (NamedBlog blog : blogs) {
            String other = known.put(what.apply(blog), blog.name());
            if (other != null) {
                throw new IllegalStateException("billet.blogs." + other + " and billet.blogs." + blog.name()
                        + " would be one in readers' eyes or in the database: give each its own " + property);
            }
        }
    }

    /** Where there are several blogs. */
    static final class Are implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !names(context.getEnvironment()).isEmpty();
        }
    }

    /** Where there is one. */
    static final class AreNot implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return names(context.getEnvironment()).isEmpty();
        }
    }
}
