package io.kontor.network.process;

import java.util.List;
import java.util.Map;

/** Environment of the Fabric programs: what a shell was prepared with for another network must not reach them. */
final class Environments {
    private static final List<String> FOREIGN =
            List.of("CORE_", "ORDERER_", "FABRIC_", "CONFIGTX_", "OSNADMIN_", "JAVA_TOOL_OPTIONS", "CHAINCODE_");

    private Environments() {}

    static void prepare(Map<String, String> environment, Map<String, String> own) {
        environment.keySet().removeIf(key -> FOREIGN.stream().anyMatch(key::startsWith));
        environment.put("FABRIC_LOGGING_FORMAT", "%{time:2006-01-02 15:04:05.000} %{level} %{module}: %{message}");
        environment.putAll(own);
    }
}
