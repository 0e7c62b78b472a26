package io.kontor.app;

import io.kontor.app.settings.GatewaySettings;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.modulith.Modulithic;

/** Starts the gateway of a city operator or regulator. Settings: {@link GatewaySettings}. */
@Modulithic(systemName = "Kontor gateway")
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewaySettings.class)
public class GatewayMain {

    /**
     * Starts the gateway and stays until it is ended.
     *
     * @param arguments Spring's, such as {@code --spring.config.additional-location=file:gateway.properties}
     */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && "hash-password".equals(arguments[0])) {
            HashPassword.run(System.in, System.out);
            return;
        }
        SpringApplication.run(GatewayMain.class, arguments);
    }
}
