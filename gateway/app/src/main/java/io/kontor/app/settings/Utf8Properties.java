package io.kontor.app.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

/** Reads property files as UTF-8, so that the name of a federation may stand in them as it is. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Utf8Properties implements PropertySourceLoader {

    private static final int ASCII_MAX = 0x7f;

    private final PropertiesPropertySourceLoader latin = new PropertiesPropertySourceLoader();

    @Override
    public String[] getFileExtensions() {
        return new String[] {"properties"};
    }

    @Override
    public List<PropertySource<?>> load(String name, Resource resource) throws IOException {
        StringBuilder escaped = new StringBuilder();
        resource.getContentAsString(StandardCharsets.UTF_8)
                .chars()
                .forEach(unit -> escaped.append(
                        unit <= ASCII_MAX ? String.valueOf((char) unit) : String.format("\\u%04x", unit)));
        byte[] bytes = escaped.toString().getBytes(StandardCharsets.US_ASCII);
        return latin.load(name, new ByteArrayResource(bytes, resource.getDescription()));
    }
}
