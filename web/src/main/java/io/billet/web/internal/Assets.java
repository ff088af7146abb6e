package io.billet.web.internal;

import io.billet.web.http.HttpProblem;
import io.billet.web.http.Router;
import io.billet.web.http.WebResponse;
import io.billet.web.theme.ThemeAsset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The theme's files. Their addresses hold a hash of their content, so a browser never needs to ask twice. */
final class Assets {

    private final Map<String, ThemeAsset> byServedName;

    Assets(List<ThemeAsset> assets) {
        byServedName = assets.stream().collect(Collectors.toMap(ThemeAsset::servedAs, Function.identity()));
    }

    void register(Router.Builder routes) {
        routes.get(
                "/assets/{name}", (request, values) -> find(values.get("name")).orElseThrow(() -> HttpProblem.of(404)));
    }

    private Optional<WebResponse> find(String name) {
        return Optional.ofNullable(byServedName.get(name))
                .map(asset -> WebResponse.of(200)
                        .withBody(asset.mediaType(), asset.content())
                        .with("Cache-Control", "public, max-age=31536000, immutable"));
    }
}
