package io.kontor.cli.bench;

import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.cli.deploy.Layout;
import io.kontor.cli.deploy.LedgerSite;
import io.kontor.cli.deploy.Ports;
import io.kontor.cli.synthetic.Parties;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The load generator as a process of its own, so that its CPU is not the server's: {@code LoadMain FOLDER PORT-BASE}. Each line of its input is
 * a leg, each line of its output the result or {@code ERROR reason}.
 */
final class LoadMain {

    private LoadMain() {}

    public static void main(String[] arguments) throws IOException {
        Layout layout = new Layout(Path.of(arguments[0]));
        LedgerSite site = LedgerSite.development(layout, new Ports(Integer.parseInt(arguments[1])));
        KeyStoreFolder keys = KeyStoreFolder.open(layout.keys(), site);
        Parties parties = new Parties(keys);
        LoadSessions sessions = new LoadSessions(parties.memberKey(), parties.user(), parties.application());
        System.out.println("READY");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(answer(sessions, CanonicalJson.parse(line)));
            System.out.flush();
        }
    }

    private static String answer(LoadSessions sessions, JsonObject leg) {
        // Else the garbage of legs before is collected in the middle of one, and counts as the server's latency.
        System.gc();
        try {
            return sessions.run(LoadLeg.fromJson(leg)).toLine();
        } catch (IOException | RuntimeException e) {
            return "ERROR " + String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "ERROR interrupted";
        }
    }
}
