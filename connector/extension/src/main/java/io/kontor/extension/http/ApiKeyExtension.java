package io.kontor.extension.http;

import java.util.Map;
import org.eclipse.edc.api.auth.spi.AuthenticationService;
import org.eclipse.edc.api.auth.spi.ControlClientAuthenticationProvider;
import org.eclipse.edc.api.auth.spi.registry.ApiAuthenticationProviderRegistry;
import org.eclipse.edc.runtime.metamodel.annotation.Extension;
import org.eclipse.edc.runtime.metamodel.annotation.Inject;
import org.eclipse.edc.runtime.metamodel.annotation.Provider;
import org.eclipse.edc.runtime.metamodel.annotation.Setting;
import org.eclipse.edc.spi.result.Result;
import org.eclipse.edc.spi.system.ServiceExtension;
import org.eclipse.edc.spi.system.ServiceExtensionContext;
import org.eclipse.edc.spi.system.configuration.Config;

/**
 * Registers the authentication type {@code kontor-key}, which the runtime configures for the default, management and control contexts, and the
 * key that this connector presents to its data plane.
 */
@Extension("Kontor API keys")
public final class ApiKeyExtension implements ServiceExtension {
    /** Name of the authentication type in {@code web.http.<context>.auth.type}. */
    public static final String TYPE = "kontor-key";

    private static final int KEY_LENGTH_MIN = 16;

    @Setting(key = "kontor.dataplane.key", description = "key that the connector presents to its data plane")
    private String dataPlaneKey;

    @Inject
    private ApiAuthenticationProviderRegistry providers;

    @Override
    public String name() {
        return "Kontor API keys";
    }

    @Override
    public void initialize(ServiceExtensionContext context) {
        providers.register(TYPE, ApiKeyExtension::authentication);
    }

    /**
     * Headers of every request to the data plane.
     *
     * @return the provider
     */
    @Provider
    public ControlClientAuthenticationProvider dataPlaneAuthentication() {
        Map<String, String> headers = Map.of(ApiKeyAuthentication.HEADER, dataPlaneKey);
        return () -> headers;
    }

    private static Result<AuthenticationService> authentication(Config config) {
        String key = config.getString("key", "");
        if (key.length() < KEY_LENGTH_MIN) {
            return Result.failure(
                    "an API key needs at least " + KEY_LENGTH_MIN + " characters, this one has " + key.length());
        }
        return Result.success(new ApiKeyAuthentication(key));
    }
}
