package io.kontor.cli.demo;

import io.kontor.cli.deploy.Secrets;
import io.kontor.model.consent.ConsentDocument;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/** Steps 7 to 21 and the negatives, in the order of the script. */
final class Script {
    private final Context context;
    private final ClaimData data;
    private final Deal deal = new Deal();

    Script(Context context, ClaimData data) {
        this.context = context;
        this.data = data;
    }

    void play() throws Exception {
        Suppliers suppliers = new HttpSuppliers(context.ports(), Secrets.DATA_PLANE);
        new NegotiationSteps(context, deal, new HttpNegotiator(context.ports(), Secrets.MANAGEMENT)).play();
        new SigningSteps(context, deal).play();
        ConsentSteps consents = new ConsentSteps(context, deal, Clock.systemUTC());
        consents.play(data.subjects());
        AppInsurer insurer = new AppInsurer(context, new DemoRecords(context));
        CallSteps calls = new CallSteps(context, deal, insurer, data.documents());
        ConsentDocument firstConsent = deal.peekConsent("R1");
        calls.play();
        new NegativeSteps(context, deal, insurer, calls, consents).play(material(calls, firstConsent));
        settle(suppliers, insurer);
        new EndingSteps(context, deal, insurer, calls, consents)
                .play(
                        suppliers,
                        data.documents().prices(),
                        data.subjects().ofR2().get(0));
        new Summary(context, deal).print();
        new Farewell(context.recorder(), context.ports()).limits();
    }

    private NegativeSteps.Material material(CallSteps calls, ConsentDocument used) {
        NegativeSteps.Material.Report report = new NegativeSteps.Material.Report(
                data.documents().reports().get(0), data.subjects().ofR3().get(0));
        String other = data.subjects().ofR1().get(1);
        return new NegativeSteps.Material(used, other, report, data.documents().prices(), calls.lastProcessed());
    }

    private void settle(Suppliers suppliers, AppInsurer insurer) {
        Regulator inF = new GatewayClient(context.ports(), "F-DATA");
        Regulator inQ = new GatewayClient(context.ports(), "Q-DATA");
        SupervisionSteps supervision = new SupervisionSteps(context, deal, inF, inQ);
        supervision.anchored(suppliers);
        Map<String, String> supplierOfGrant = new TreeMap<>();
        deal.granted().forEach(name -> supplierOfGrant.put(deal.grant(name), name.equals("R2") ? "F-H2" : "F-H1"));
        Recomputation expected = Recomputation.of(deal.receipts(), supplierOfGrant);
        new SettlementSteps(context, new ConnectorSettling(context, suppliers, insurer)).play(expected);
        supervision.regulator(new OfflineVerification());
        new DisputeSteps(context, deal, new LogProofs(context, inF)).play(expected);
    }
}
