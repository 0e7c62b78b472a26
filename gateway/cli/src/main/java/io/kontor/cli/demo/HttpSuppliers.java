package io.kontor.cli.demo;

import io.kontor.cli.deploy.Cast;
import io.kontor.cli.deploy.DemoTopology;
import io.kontor.cli.deploy.Ports;
import io.kontor.model.json.JsonObject;
import java.util.Map;

/** The suppliers' control listeners (docs/spec/data-plane.md, DPL-35, DPL-36). */
final class HttpSuppliers implements Suppliers {
    private final JsonHttp http;
    private final Ports ports;

    HttpSuppliers(Ports ports, String controlKey) {
        this.ports = ports;
        this.http = new JsonHttp(Map.of("X-Api-Key", controlKey));
    }

    @Override
    public void anchor(String supplier) throws Exception {
        http.post(control(supplier) + "/control/anchor", JsonObject.builder().build())
                .required("anchor log of " + supplier);
    }

    @Override
    public String stop(String supplier, String grantId, String reason) throws Exception {
        JsonObject body = JsonObject.builder().put("reason", reason).build();
        return http.post(control(supplier) + "/control/grants/" + grantId + "/terminate", body)
                .required("stop grant " + grantId)
                .string("statementDigest");
    }

    @Override
    public String logId(String supplier) {
        return DemoTopology.logId(supplier);
    }

    private String control(String supplier) {
        return "http://127.0.0.1:"
                + ports.connector(Cast.CONNECTORS.indexOf(supplier)).dataControl();
    }
}
