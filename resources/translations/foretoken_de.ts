<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>AccessWays</name>
    <message>
        <source>Text &amp;larger</source>
        <translation>Text &amp;größer</translation>
    </message>
    <message>
        <source>Text &amp;smaller</source>
        <translation>Text &amp;kleiner</translation>
    </message>
    <message>
        <source>Text at its &amp;usual size</source>
        <translation>Text in &amp;üblicher Größe</translation>
    </message>
    <message>
        <source>&amp;Shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
</context>
<context>
    <name>ActionsBar</name>
    <message>
        <source>Load options…</source>
        <translation>Ladeoptionen…</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Load and chat</source>
        <translation>Laden und chatten</translation>
    </message>
    <message>
        <source>Download target and drafter ({size})</source>
        <translation>Zielmodell und Entwurfsmodell herunterladen ({size})</translation>
    </message>
    <message>
        <source>Download drafter ({size})</source>
        <translation>Entwurfsmodell herunterladen ({size})</translation>
    </message>
    <message>
        <source>Download target ({size})</source>
        <translation>Zielmodell herunterladen ({size})</translation>
    </message>
</context>
<context>
    <name>AnswerAlert</name>
    <message>
        <source>The answer failed</source>
        <translation>Die Antwort ist gescheitert</translation>
    </message>
    <message>
        <source>The answer is there</source>
        <translation>Die Antwort ist da</translation>
    </message>
</context>
<context>
    <name>AttachmentDesk</name>
    <message>
        <source>&amp;Attach files…</source>
        <translation>Dateien &amp;anhängen…</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Anhängen</translation>
    </message>
    <message>
        <source>Attach text, code, Markdown or PDF files (Ctrl+Shift+A)</source>
        <translation>Text-, Code-, Markdown- oder PDF-Dateien anhängen (Strg+Umschalt+A)</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>Dateien anhängen</translation>
    </message>
    <message>
        <source>Foretoken lets models read text only, no images.</source>
        <translation>Foretoken lässt Modelle nur Text lesen, keine Bilder.</translation>
    </message>
</context>
<context>
    <name>AttachmentTray</name>
    <message>
        <source>Attached files</source>
        <translation>Angehängte Dateien</translation>
    </message>
    <message>
        <source>reading page {n} of {total}</source>
        <translation>liest Seite {n} von {total}</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>wird gelesen</translation>
    </message>
    <message>
        <source>about {n}</source>
        <translation>etwa {n}</translation>
    </message>
    <message>
        <source>The files have {n} tokens; the context holds {total}. Attach less, or load the model with a longer context.</source>
        <translation>Die Dateien haben {n} Token; der Kontext fasst {total}. Weniger anhängen oder das Modell mit längerem Kontext laden.</translation>
    </message>
    <message>
        <source>The files have {n} tokens; only {left} of the context&apos;s {total} are free in this conversation. Begin a new one, or attach less.</source>
        <translation>Die Dateien haben {n} Token; in dieser Unterhaltung sind nur {left} der {total} des Kontexts frei. Eine neue beginnen oder weniger anhängen.</translation>
    </message>
    <message>
        <source>{n} tokens in all</source>
        <translation>{n} Token insgesamt</translation>
    </message>
</context>
<context>
    <name>AttachmentWorker</name>
    <message>
        <source>{name} could not be read.</source>
        <translation>{name} konnte nicht gelesen werden.</translation>
    </message>
</context>
<context>
    <name>BaselineLine</name>
    <message>
        <source>Plain decoding&apos;s measured speed</source>
        <translation>Gemessenes Tempo ohne Entwürfe</translation>
    </message>
    <message>
        <source>Measure plain now</source>
        <translation>Ohne Entwürfe messen</translation>
    </message>
    <message>
        <source>Decodes without drafts for a moment, at the length the conversation has now. Nothing of it is shown or kept but the speed.</source>
        <translation>Decodiert einen Moment lang ohne Entwürfe, bei der jetzigen Länge der Unterhaltung. Davon wird nur das Tempo gezeigt und behalten.</translation>
    </message>
    <message>
        <source>Measuring plain…</source>
        <translation>Misst ohne Entwürfe…</translation>
    </message>
    <message>
        <source>Plain –, not measured yet</source>
        <translation>Ohne Entwürfe –, noch nicht gemessen</translation>
    </message>
    <message>
        <source>Plain {rate}: {rounds} rounds at context {low} to {high}, {age}</source>
        <translation>Ohne Entwürfe {rate}: {rounds} Runden bei Kontext {low} bis {high}, {age}</translation>
    </message>
    <message>
        <source>Plain – here; {rate} at context {low} to {high}, {age}</source>
        <translation>Ohne Entwürfe – hier; {rate} bei Kontext {low} bis {high}, {age}</translation>
    </message>
</context>
<context>
    <name>BlockWriter</name>
    <message>
        <source>Image: {name}</source>
        <translation>Bild: {name}</translation>
    </message>
</context>
<context>
    <name>CacheForm</name>
    <message>
        <source>Type of the cache&apos;s keys</source>
        <translation>Typ der Schlüssel im Cache</translation>
    </message>
    <message>
        <source>Type of the cache&apos;s values</source>
        <translation>Typ der Werte im Cache</translation>
    </message>
    <message>
        <source>Flash attention</source>
        <translation>Flash Attention</translation>
    </message>
    <message>
        <source>f16</source>
        <translation>f16</translation>
    </message>
    <message>
        <source>q8_0, half the size</source>
        <translation>q8_0, halb so groß</translation>
    </message>
    <message>
        <source>q4_0, a quarter</source>
        <translation>q4_0, ein Viertel</translation>
    </message>
    <message>
        <source>keys in {words}</source>
        <translation>Schlüssel in {words}</translation>
    </message>
    <message>
        <source>values in {words}</source>
        <translation>Werte in {words}</translation>
    </message>
    <message>
        <source>flash attention automatic</source>
        <translation>Flash Attention automatisch</translation>
    </message>
    <message>
        <source>flash attention on</source>
        <translation>Flash Attention an</translation>
    </message>
    <message>
        <source>flash attention off</source>
        <translation>Flash Attention aus</translation>
    </message>
    <message>
        <source>Quantized values need flash attention: automatic switches it on.</source>
        <translation>Quantisierte Werte brauchen Flash Attention: „automatisch“ schaltet sie ein.</translation>
    </message>
    <message>
        <source>Quantized values need flash attention; keys do not.</source>
        <translation>Quantisierte Werte brauchen Flash Attention, Schlüssel nicht.</translation>
    </message>
    <message>
        <source>A smaller cache rounds its numbers, which may change the text.</source>
        <translation>Ein kleinerer Cache rundet seine Zahlen, was den Text ändern kann.</translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>Model card</source>
        <translation>Modellkarte</translation>
    </message>
</context>
<context>
    <name>ChatPage</name>
    <message>
        <source>&amp;Tell when a long answer is there</source>
        <translation>&amp;Melden, wenn eine lange Antwort da ist</translation>
    </message>
    <message>
        <source>After more than 10 seconds, while the window is in the background.</source>
        <translation>Nach mehr als 10 Sekunden, während das Fenster im Hintergrund ist.</translation>
    </message>
    <message>
        <source>&amp;Delete all data…</source>
        <translation>Alle &amp;Daten löschen…</translation>
    </message>
    <message>
        <source>Conversations, settings, logs and what was learnt; models if you say so.</source>
        <translation>Unterhaltungen, Einstellungen, Protokolle und Gelerntes; Modelle nur auf Wunsch.</translation>
    </message>
</context>
<context>
    <name>ChatView</name>
    <message>
        <source>Tokens by &amp;origin</source>
        <translation>Token nach &amp;Herkunft</translation>
    </message>
    <message>
        <source>Show &amp;Markdown source</source>
        <translation>&amp;Markdown-Quelltext zeigen</translation>
    </message>
    <message>
        <source>&amp;Inspect tokens</source>
        <translation>Token &amp;untersuchen</translation>
    </message>
</context>
<context>
    <name>ChecksView</name>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>nicht bestanden</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
</context>
<context>
    <name>CodeCopy</name>
    <message>
        <source>Copy code</source>
        <translation>Code kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Message Foretoken</source>
        <translation>Nachricht an Foretoken</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Anstellen</translation>
    </message>
    <message>
        <source>Send this when the answer has ended (Enter)</source>
        <translation>Senden, wenn die Antwort zu Ende ist (Eingabe)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
</context>
<context>
    <name>ContextMeter</name>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>Context {used} of {limit} tokens</source>
        <translation>Kontext {used} von {limit} Token</translation>
    </message>
    <message>
        <source>: nearly full</source>
        <translation>: fast voll</translation>
    </message>
    <message>
        <source>{used} of {limit} tokens are used.</source>
        <translation>{used} von {limit} Token sind belegt.</translation>
    </message>
    <message>
        <source>Questions left out, each with its answer, the oldest first: {n}.</source>
        <translation>Weggelassene Fragen, jede mit ihrer Antwort, die ältesten zuerst: {n}.</translation>
    </message>
    <message>
        <source>With the next question the oldest ones leave, each with its answer, </source>
        <translation>Mit der nächsten Frage fallen die ältesten weg, jede mit ihrer Antwort, </translation>
    </message>
    <message>
        <source>Beyond {limit} the oldest questions leave, each with its answer, </source>
        <translation>Über {limit} hinaus fallen die ältesten Fragen weg, jede mit ihrer Antwort, </translation>
    </message>
    <message>
        <source>until half of that is free. The system prompt stays. Nothing is deleted from the conversation.</source>
        <translation>bis die Hälfte davon frei ist. Der System-Prompt bleibt. Aus der Unterhaltung wird nichts gelöscht.</translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <source>Round</source>
        <translation>Runde</translation>
    </message>
    <message>
        <source>Play or pause (Space)</source>
        <translation>Abspielen oder anhalten (Leertaste)</translation>
    </message>
    <message>
        <source>Pace of the replay</source>
        <translation>Tempo der Wiedergabe</translation>
    </message>
    <message>
        <source>Round shown</source>
        <translation>Gezeigte Runde</translation>
    </message>
    <message>
        <source>First round (Home)</source>
        <translation>Erste Runde (Pos1)</translation>
    </message>
    <message>
        <source>One round back (Left)</source>
        <translation>Eine Runde zurück (Links)</translation>
    </message>
    <message>
        <source>One round on (Right)</source>
        <translation>Eine Runde weiter (Rechts)</translation>
    </message>
    <message>
        <source>Last round (End)</source>
        <translation>Letzte Runde (Ende)</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
</context>
<context>
    <name>ConversationList</name>
    <message>
        <source>Pinned</source>
        <translation>Angeheftet</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Ohne Titel</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>Folder {name}, {state}</source>
        <translation>Ordner {name}, {state}</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>Älter</translation>
    </message>
</context>
<context>
    <name>Counters</name>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Draft tokens accepted</source>
        <translation>Angenommene Entwurfs-Token</translation>
    </message>
    <message>
        <source>Passes of the target</source>
        <translation>Durchläufe des Zielmodells</translation>
    </message>
    <message>
        <source>Tokens for each pass</source>
        <translation>Token je Durchlauf</translation>
    </message>
    <message>
        <source>Prompt read</source>
        <translation>Gelesener Prompt</translation>
    </message>
    <message>
        <source>{a} of {d} ({p})</source>
        <translation>{a} von {d} ({p})</translation>
    </message>
    <message>
        <source>no draft</source>
        <translation>kein Entwurf</translation>
    </message>
    <message>
        <source>{n} ({cached} cached), {time}</source>
        <translation>{n} ({cached} im Cache), {time}</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Foretoken hit a bug</source>
        <translation>Fehler in Foretoken</translation>
    </message>
    <message>
        <source>Something went wrong inside Foretoken.</source>
        <translation>In Foretoken ist etwas schiefgegangen.</translation>
    </message>
    <message>
        <source>{summary}

The conversation is still there and you can go on. The report below holds versions and log lines, nothing you wrote.</source>
        <translation>{summary}

Die Unterhaltung ist noch da und kann weitergehen. Der Bericht unten enthält Versionen und Protokollzeilen, nichts selbst Geschriebenes.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>DepthChart</name>
    <message>
        <source>Draft tokens over the rounds of the answer</source>
        <translation>Entwurfs-Token über die Runden der Antwort</translation>
    </message>
    <message>
        <source>From round {n}: {reason}</source>
        <translation>Ab Runde {n}: {reason}</translation>
    </message>
    <message>
        <source>Round {n}: {depth} drafted</source>
        <translation>Runde {n}: {depth} entworfen</translation>
    </message>
</context>
<context>
    <name>DepthReasons</name>
    <message>
        <source>Why the depth is what it is</source>
        <translation>Warum die Tiefe so ist</translation>
    </message>
    <message>
        <source>Round {n}: {reason}</source>
        <translation>Runde {n}: {reason}</translation>
    </message>
    <message>
        <source>Lookup drafts as much as it finds</source>
        <translation>Nachschlagen entwirft, so viel es findet</translation>
    </message>
    <message>
        <source>Nothing is drafted</source>
        <translation>Nichts wird entworfen</translation>
    </message>
    <message>
        <source>Fixed at {n}</source>
        <translation>Fest auf {n}</translation>
    </message>
</context>
<context>
    <name>DetailsView</name>
    <message>
        <source>About this repository</source>
        <translation>Über dieses Repository</translation>
    </message>
    <message>
        <source>&amp;Pair</source>
        <translation>&amp;Paar</translation>
    </message>
    <message>
        <source>Model &amp;card</source>
        <translation>Modell&amp;karte</translation>
    </message>
    <message>
        <source>A&amp;ll files</source>
        <translation>A&amp;lle Dateien</translation>
    </message>
    <message>
        <source>Choose a model on the left</source>
        <translation>Links ein Modell wählen</translation>
    </message>
    <message>
        <source>Here you see its licence, its card, which of its files fit this machine, and a drafter for it, before anything is downloaded.</source>
        <translation>Hier stehen seine Lizenz, seine Karte, welche seiner Dateien auf diesen Rechner passen und ein Entwurfsmodell dazu, bevor etwas heruntergeladen wird.</translation>
    </message>
    <message>
        <source>Reading about {name}</source>
        <translation>Liest über {name}</translation>
    </message>
    <message>
        <source>This repository has no card.</source>
        <translation>Dieses Repository hat keine Karte.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>DeviceBars</name>
    <message>
        <source>Memory of {name}</source>
        <translation>Speicher von {name}</translation>
    </message>
    <message>
        <source>{n} of {room} free</source>
        <translation>{n} von {room} frei</translation>
    </message>
    <message>
        <source>{n}, {room} free</source>
        <translation>{n}, {room} frei</translation>
    </message>
</context>
<context>
    <name>DownloadsView</name>
    <message>
        <source>Bandwidth limit</source>
        <translation>Obergrenze der Bandbreite</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>keine Grenze</translation>
    </message>
    <message>
        <source>Nothing is on its way</source>
        <translation>Nichts ist unterwegs</translation>
    </message>
    <message>
        <source>Downloads appear here. They go on after a restart, and every byte is checked.</source>
        <translation>Hier erscheinen Downloads. Sie gehen nach einem Neustart weiter, und jedes Byte wird geprüft.</translation>
    </message>
    <message>
        <source>&amp;Find models</source>
        <translation>Modelle &amp;finden</translation>
    </message>
    <message>
        <source>&amp;Bandwidth limit</source>
        <translation>&amp;Bandbreite höchstens</translation>
    </message>
</context>
<context>
    <name>DraftersModel</name>
    <message>
        <source>Drafter</source>
        <translation>Entwurfsmodell</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Pair doctor</source>
        <translation>Paarprüfung</translation>
    </message>
    <message>
        <source>No drafter: plain decoding</source>
        <translation>Kein Entwurfsmodell: ohne Entwürfe</translation>
    </message>
</context>
<context>
    <name>Editing</name>
    <message>
        <source>Editing your message. It is answered again.</source>
        <translation>Eine eigene Nachricht wird bearbeitet. Sie wird neu beantwortet.</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Editing an answer of the model&apos;s.</source>
        <translation>Eine Antwort des Modells wird bearbeitet.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
</context>
<context>
    <name>EditingLine</name>
    <message>
        <source>Leave (Esc)</source>
        <translation>Verlassen (Esc)</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Ask something</source>
        <translation>Eine Frage stellen</translation>
    </message>
    <message>
        <source>A small drafter guesses the next few tokens, the target checks them all in one pass and keeps what it would have written itself. The panel shows it happen.</source>
        <translation>Ein kleines Entwurfsmodell rät die nächsten Token, das Zielmodell prüft sie alle in einem Durchlauf und behält, was es selbst geschrieben hätte. Die Tempoleiste zeigt, wie es geschieht.</translation>
    </message>
</context>
<context>
    <name>EraseDialog</name>
    <message>
        <source>Delete all data</source>
        <translation>Alle Daten löschen</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>löschen</translation>
    </message>
    <message>
        <source>Type “{word}” to go on:</source>
        <translation>Zum Fortfahren „{word}“ eingeben:</translation>
    </message>
    <message>
        <source>Foretoken closes and deletes from this machine:</source>
        <translation>Foretoken schließt sich und löscht von diesem Rechner:</translation>
    </message>
    <message>
        <source>This cannot be undone. Save a backup first if in doubt.</source>
        <translation>Das lässt sich nicht rückgängig machen. Im Zweifel vorher eine Sicherung speichern.</translation>
    </message>
    <message>
        <source>All &amp;conversations and folders</source>
        <translation>Alle &amp;Unterhaltungen und Ordner</translation>
    </message>
    <message>
        <source>&amp;Settings, and how each pair was loaded</source>
        <translation>&amp;Einstellungen und wie jedes Paar geladen wurde</translation>
    </message>
    <message>
        <source>What was &amp;measured and learnt of pairs</source>
        <translation>Was über Paare &amp;gemessen und gelernt wurde</translation>
    </message>
    <message>
        <source>&amp;Logs, crash reports and caches</source>
        <translation>&amp;Protokolle, Absturzberichte und Caches</translation>
    </message>
    <message>
        <source>Mo&amp;dels in {folder}</source>
        <translation>Mo&amp;delle in {folder}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Delete and quit</source>
        <translation>Löschen und beenden</translation>
    </message>
    <message>
        <source>Some files could not be deleted</source>
        <translation>Einige Dateien ließen sich nicht löschen</translation>
    </message>
    <message>
        <source>Delete them yourself:</source>
        <translation>Von Hand zu löschen:</translation>
    </message>
</context>
<context>
    <name>ExchangeMenu</name>
    <message>
        <source>Con&amp;versations</source>
        <translation>&amp;Unterhaltungen</translation>
    </message>
    <message>
        <source>&amp;Import conversations…</source>
        <translation>Unterhaltungen &amp;importieren…</translation>
    </message>
    <message>
        <source>&amp;Export this conversation…</source>
        <translation>Diese Unterhaltung &amp;exportieren…</translation>
    </message>
    <message>
        <source>Export &amp;all conversations…</source>
        <translation>&amp;Alle Unterhaltungen exportieren…</translation>
    </message>
    <message>
        <source>&amp;Back up conversations…</source>
        <translation>Unterhaltungen &amp;sichern…</translation>
    </message>
    <message>
        <source>&amp;Restore a backup…</source>
        <translation>Sicherung &amp;wiederherstellen…</translation>
    </message>
    <message>
        <source>Conversations (*.json *.jsonl *.zip);;All files (*)</source>
        <translation>Unterhaltungen (*.json *.jsonl *.zip);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Import conversations</source>
        <translation>Unterhaltungen importieren</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Unterhaltung</translation>
    </message>
    <message>
        <source>Conversations (*.json)</source>
        <translation>Unterhaltungen (*.json)</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>Export this conversation</source>
        <translation>Diese Unterhaltung exportieren</translation>
    </message>
    <message>
        <source>Folder of Markdown files (*)</source>
        <translation>Ordner mit Markdown-Dateien (*)</translation>
    </message>
    <message>
        <source>Export all conversations</source>
        <translation>Alle Unterhaltungen exportieren</translation>
    </message>
    <message>
        <source>Another import or export is under way.</source>
        <translation>Ein anderer Import oder Export ist unterwegs.</translation>
    </message>
    <message>
        <source>Wait for it, or cancel it.</source>
        <translation>Darauf warten oder abbrechen.</translation>
    </message>
    <message>
        <source>Importing {name}</source>
        <translation>Importiert {name}</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>Schreibt {name}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>{n} conversations are saved as {path}.</source>
        <translation>{n} Unterhaltungen sind gespeichert als {path}.</translation>
    </message>
    <message>
        <source>The conversation is saved as {path}.</source>
        <translation>Die Unterhaltung ist gespeichert als {path}.</translation>
    </message>
    <message>
        <source>{n} conversations imported from {name}.</source>
        <translation>{n} Unterhaltungen aus {name} importiert.</translation>
    </message>
    <message>
        <source>The rest was cancelled.</source>
        <translation>Der Rest wurde abgebrochen.</translation>
    </message>
    <message>
        <source>{n} were there already.</source>
        <translation>{n} schon vorhanden.</translation>
    </message>
    <message>
        <source>{n} could not be read. {problem}</source>
        <translation>{n} nicht lesbar. {problem}</translation>
    </message>
    <message>
        <source>Back up conversations</source>
        <translation>Unterhaltungen sichern</translation>
    </message>
    <message>
        <source>Backups (*.sqlite3)</source>
        <translation>Sicherungen (*.sqlite3)</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Sicherung wiederherstellen</translation>
    </message>
    <message>
        <source>Replace all conversations by those in {name}?</source>
        <translation>Alle Unterhaltungen durch die in {name} ersetzen?</translation>
    </message>
    <message>
        <source>Those that are there now are kept in a file beside it.</source>
        <translation>Die jetzt vorhandenen bleiben in einer Datei daneben.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>The backup is saved as {path}.</source>
        <translation>Die Sicherung ist gespeichert als {path}.</translation>
    </message>
    <message>
        <source>The conversations of {name} are restored.</source>
        <translation>Die Unterhaltungen aus {name} sind wiederhergestellt.</translation>
    </message>
    <message>
        <source>Those from before are kept as {path}.</source>
        <translation>Die bisherigen sind aufgehoben als {path}.</translation>
    </message>
</context>
<context>
    <name>ExchangeWorker</name>
    <message>
        <source>{name} was not finished.</source>
        <translation>{name} wurde nicht fertig.</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>&amp;On the hub</source>
        <translation>&amp;Im Hub</translation>
    </message>
    <message>
        <source>Open this repository&apos;s page in the browser.</source>
        <translation>Die Seite dieses Repositorys im Browser öffnen.</translation>
    </message>
    <message>
        <source>moved here from {name}</source>
        <translation>hierher umgezogen von {name}</translation>
    </message>
    <message>
        <source>made for {n} tokens</source>
        <translation>gemacht für {n} Token</translation>
    </message>
    <message>
        <source>{n} downloads</source>
        <translation>{n} Downloads</translation>
    </message>
    <message>
        <source>{n} likes</source>
        <translation>{n} Likes</translation>
    </message>
    <message>
        <source>Licence: {name}</source>
        <translation>Lizenz: {name}</translation>
    </message>
    <message>
        <source>read it</source>
        <translation>lesen</translation>
    </message>
</context>
<context>
    <name>FetchWorker</name>
    <message>
        <source>Something went wrong in Foretoken with this download.</source>
        <translation>Bei diesem Download ist in Foretoken etwas schiefgegangen.</translation>
    </message>
</context>
<context>
    <name>FileIntake</name>
    <message>
        <source>Open target</source>
        <translation>Zielmodell öffnen</translation>
    </message>
    <message>
        <source>Open drafter</source>
        <translation>Entwurfsmodell öffnen</translation>
    </message>
    <message>
        <source>Models (*.gguf)</source>
        <translation>Modelle (*.gguf)</translation>
    </message>
    <message>
        <source>A drafter for this target lies beside it.</source>
        <translation>Neben diesem Zielmodell liegt ein Entwurfsmodell dafür.</translation>
    </message>
    <message>
        <source>{name} can guess ahead, so answers may come faster.</source>
        <translation>{name} kann vorausraten, so können Antworten schneller kommen.</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Benutzen</translation>
    </message>
</context>
<context>
    <name>FileStrip</name>
    <message>
        <source>Drafter to load with it</source>
        <translation>Entwurfsmodell, das mitgeladen wird</translation>
    </message>
    <message>
        <source>Drafters on this machine that fit this target.</source>
        <translation>Entwurfsmodelle auf diesem Rechner, die zu diesem Zielmodell passen.</translation>
    </message>
    <message>
        <source>Load and chat</source>
        <translation>Laden und chatten</translation>
    </message>
    <message>
        <source>Load options…</source>
        <translation>Ladeoptionen…</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Metadata…</source>
        <translation>Metadaten…</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message numerus="yes">
        <source>{n} models</source>
        <translation>
            <numerusform>{n} Modell</numerusform>
            <numerusform>{n} Modelle</numerusform>
        </translation>
    </message>
    <message>
        <source>It was in {folder} and is not there any more.</source>
        <translation>Es lag in {folder} und ist nicht mehr dort.</translation>
    </message>
    <message>
        <source>{n} tokens of context</source>
        <translation>{n} Token Kontext</translation>
    </message>
    <message>
        <source>verified {day}</source>
        <translation>geprüft am {day}</translation>
    </message>
    <message>
        <source>its own MTP head</source>
        <translation>sein eigener MTP-Kopf</translation>
    </message>
    <message>
        <source>no drafter</source>
        <translation>kein Entwurfsmodell</translation>
    </message>
</context>
<context>
    <name>FilesForm</name>
    <message>
        <source>Target</source>
        <translation>Zielmodell</translation>
    </message>
    <message>
        <source>Drafter</source>
        <translation>Entwurfsmodell</translation>
    </message>
    <message>
        <source>Other…</source>
        <translation>Anderes…</translation>
    </message>
    <message>
        <source>Other target</source>
        <translation>Anderes Zielmodell</translation>
    </message>
    <message>
        <source>Other drafter</source>
        <translation>Anderes Entwurfsmodell</translation>
    </message>
    <message>
        <source>No drafter</source>
        <translation>Kein Entwurfsmodell</translation>
    </message>
    <message>
        <source>{name} (built in)</source>
        <translation>{name} (eingebaut)</translation>
    </message>
    <message>
        <source>Open target</source>
        <translation>Zielmodell öffnen</translation>
    </message>
    <message>
        <source>Open drafter</source>
        <translation>Entwurfsmodell öffnen</translation>
    </message>
    <message>
        <source>Models (*.gguf)</source>
        <translation>Modelle (*.gguf)</translation>
    </message>
</context>
<context>
    <name>FilesModel</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was es ist</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
</context>
<context>
    <name>FilesView</name>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Choose a file to read why it is taken for what it is.</source>
        <translation>Eine Datei wählen, um zu lesen, warum sie als das gilt, was sie ist.</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this conversation</source>
        <translation>In dieser Unterhaltung suchen</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Shift+F3</source>
        <translation>Umschalt+F3</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>F3</source>
        <translation>F3</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>&amp;Find in conversation</source>
        <translation>In der Unterhaltung &amp;suchen</translation>
    </message>
    <message>
        <source>Find &amp;next</source>
        <translation>&amp;Nächste Stelle</translation>
    </message>
    <message>
        <source>Find pre&amp;vious</source>
        <translation>&amp;Vorige Stelle</translation>
    </message>
    <message>
        <source>Not in this conversation</source>
        <translation>Nicht in dieser Unterhaltung</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{n} von {all}</translation>
    </message>
</context>
<context>
    <name>FindView</name>
    <message>
        <source>Searching the hub</source>
        <translation>Sucht im Hub</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Try fewer words, or the name of its maker.</source>
        <translation>Weniger Wörter versuchen oder den Namen des Herstellers.</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>The filters leave out what does not state what they ask for.</source>
        <translation>Die Filter lassen weg, was nicht angibt, wonach sie fragen.</translation>
    </message>
    <message>
        <source>No GGUF repository is called that</source>
        <translation>Kein GGUF-Repository heißt so</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>What is installed</source>
        <translation>Was installiert ist</translation>
    </message>
</context>
<context>
    <name>FitView</name>
    <message>
        <source>Context length</source>
        <translation>Kontextlänge</translation>
    </message>
    <message>
        <source>How many tokens of conversation the pair is to hold.</source>
        <translation>Wie viele Token einer Unterhaltung das Paar fassen soll.</translation>
    </message>
    <message>
        <source>&amp;Context</source>
        <translation>&amp;Kontext</translation>
    </message>
    <message>
        <source>{n} tokens, suggested</source>
        <translation>{n} Token, vorgeschlagen</translation>
    </message>
    <message>
        <source>suggested</source>
        <translation>vorgeschlagen</translation>
    </message>
    <message>
        <source>{n} tokens</source>
        <translation>{n} Token</translation>
    </message>
    <message>
        <source>Memory appears once the file&apos;s first keys are read.</source>
        <translation>Der Speicher erscheint, sobald die ersten Schlüssel der Datei gelesen sind.</translation>
    </message>
</context>
<context>
    <name>GateView</name>
    <message>
        <source>Open its page…</source>
        <translation>Seite im Hub öffnen…</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Noch einmal prüfen</translation>
    </message>
</context>
<context>
    <name>GgufWorker</name>
    <message>
        <source>{name} could not be read.</source>
        <translation>{name} konnte nicht gelesen werden.</translation>
    </message>
</context>
<context>
    <name>GpuForm</name>
    <message>
        <source>Layers on the GPU</source>
        <translation>Schichten auf der GPU</translation>
    </message>
    <message>
        <source> layers</source>
        <translation> Schichten</translation>
    </message>
    <message>
        <source>llama.cpp finds no GPU here: all is computed on the CPU.</source>
        <translation>llama.cpp findet hier keine GPU: alles rechnet die CPU.</translation>
    </message>
    <message>
        <source>{name}: {what}, {free} free</source>
        <translation>{name}: {what}, {free} frei</translation>
    </message>
    <message>
        <source>share by free memory</source>
        <translation>Anteil nach freiem Speicher</translation>
    </message>
    <message>
        <source>share </source>
        <translation>Anteil </translation>
    </message>
    <message>
        <source>Share of {name}</source>
        <translation>Anteil von {name}</translation>
    </message>
    <message>
        <source>Counts where every GPU that takes part has one.</source>
        <translation>Zählt, wo jede beteiligte GPU einen hat.</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>What speculation does</source>
        <translation>Was die Spekulation tut</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Draft depth</source>
        <translation>Entwurfstiefe</translation>
    </message>
    <message>
        <source>Tokens the drafter guesses before each pass of the target. Auto measures what each depth brings here, and turns speculation off where plain decoding is faster.</source>
        <translation>So viele Token rät das Entwurfsmodell vor jedem Durchlauf des Zielmodells. „Auto“ misst, was jede Tiefe hier bringt, und schaltet die Spekulation aus, wo es ohne Entwürfe schneller geht.</translation>
    </message>
    <message>
        <source>depth auto</source>
        <translation>Tiefe auto</translation>
    </message>
    <message>
        <source>depth {n}</source>
        <translation>Tiefe {n}</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Find, download and choose models (Ctrl+Shift+M)</source>
        <translation>Modelle finden, herunterladen und wählen (Strg+Umschalt+M)</translation>
    </message>
    <message>
        <source>Load…</source>
        <translation>Laden…</translation>
    </message>
    <message>
        <source>Load options</source>
        <translation>Ladeoptionen</translation>
    </message>
    <message>
        <source>Choose the pair and how it is loaded (Ctrl+L)</source>
        <translation>Das Paar wählen und wie es geladen wird (Strg+L)</translation>
    </message>
    <message>
        <source>loading</source>
        <translation>wird geladen</translation>
    </message>
    <message>
        <source>unloaded; the next question loads it again</source>
        <translation>entladen; die nächste Frage lädt es wieder</translation>
    </message>
    <message>
        <source>No model loaded</source>
        <translation>Kein Modell geladen</translation>
    </message>
    <message>
        <source>open one with File &gt; Open target</source>
        <translation>eines öffnen mit Datei &gt; Zielmodell öffnen</translation>
    </message>
    <message>
        <source>no drafter</source>
        <translation>kein Entwurfsmodell</translation>
    </message>
    <message>
        <source>drafted by its own MTP head</source>
        <translation>Entwürfe: der eigene MTP-Kopf</translation>
    </message>
    <message>
        <source>drafted by lookup, then {name}</source>
        <translation>Entwürfe: Nachschlagen, dann {name}</translation>
    </message>
    <message>
        <source>drafted by {name}</source>
        <translation>Entwürfe: {name}</translation>
    </message>
    <message>
        <source>How answers are decoded. Changes with the next answer.</source>
        <translation>Wie Antworten decodiert werden. Ändert sich mit der nächsten Antwort.</translation>
    </message>
    <message>
        <source>MTP</source>
        <translation>MTP</translation>
    </message>
    <message>
        <source>EAGLE-3</source>
        <translation>EAGLE-3</translation>
    </message>
    <message>
        <source>Draft model</source>
        <translation>Entwurfsmodell</translation>
    </message>
    <message>
        <source>Lookup (n-gram)</source>
        <translation>Nachschlagen (N-Gramm)</translation>
    </message>
    <message>
        <source>Off (plain)</source>
        <translation>Aus (ohne Entwürfe)</translation>
    </message>
</context>
<context>
    <name>Headline</name>
    <message>
        <source>Plain is faster here: drafting is off</source>
        <translation>Ohne Entwürfe ist es hier schneller: sie sind aus</translation>
    </message>
    <message>
        <source>Comparing with plain</source>
        <translation>Vergleicht mit „ohne Entwürfe“</translation>
    </message>
    <message>
        <source>Plain is not measured at this length</source>
        <translation>Ohne Entwürfe bei dieser Länge nicht gemessen</translation>
    </message>
    <message>
        <source>Plain is not measured yet</source>
        <translation>Ohne Entwürfe noch nicht gemessen</translation>
    </message>
    <message>
        <source>{x}x faster than plain</source>
        <translation>{x}-mal so schnell wie ohne</translation>
    </message>
    <message>
        <source>As fast as plain</source>
        <translation>So schnell wie ohne Entwürfe</translation>
    </message>
    <message>
        <source>Plain is {x}x faster</source>
        <translation>Ohne Entwürfe {x}-mal so schnell</translation>
    </message>
    <message>
        <source>As plain: nothing repeats, so nothing is drafted</source>
        <translation>Wie ohne: nichts wiederholt sich, also kein Entwurf</translation>
    </message>
    <message>
        <source>Plain decoding</source>
        <translation>Ohne Entwürfe</translation>
    </message>
    <message>
        <source>under 1&#x202f;%</source>
        <translation>unter 1&#x202f;%</translation>
    </message>
    <message>
        <source>+{share} memory</source>
        <translation>+{share} Speicher</translation>
    </message>
    <message>
        <source>What speculation does here</source>
        <translation>Was die Spekulation hier tut</translation>
    </message>
    <message>
        <source>Memory for the drafter</source>
        <translation>Speicher für das Entwurfsmodell</translation>
    </message>
    <message>
        <source>{memory} for the drafter</source>
        <translation>{memory} für das Entwurfsmodell</translation>
    </message>
</context>
<context>
    <name>HeatMap</name>
    <message>
        <source>Speed of each way by kind of text</source>
        <translation>Tempo jeder Art je Textsorte</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
</context>
<context>
    <name>HubPage</name>
    <message>
        <source>&amp;Offline: nothing is asked of the network</source>
        <translation>&amp;Offline: nichts wird im Netz erfragt</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>keine Grenze</translation>
    </message>
    <message>
        <source> MB/s</source>
        <translation> MB/s</translation>
    </message>
    <message>
        <source>Foretoken&apos;s own</source>
        <translation>Foretokens eigener</translation>
    </message>
    <message>
        <source>the system&apos;s</source>
        <translation>der des Systems</translation>
    </message>
    <message>
        <source>the system&apos;s certificates</source>
        <translation>die Zertifikate des Systems</translation>
    </message>
    <message>
        <source>&amp;Models folder</source>
        <translation>&amp;Modellordner</translation>
    </message>
    <message>
        <source>Where new downloads go; what is there already stays.</source>
        <translation>Wohin neue Downloads kommen; was schon da ist, bleibt.</translation>
    </message>
    <message>
        <source>&amp;Bandwidth limit</source>
        <translation>&amp;Bandbreite höchstens</translation>
    </message>
    <message>
        <source>Of all downloads together.</source>
        <translation>Aller Downloads zusammen.</translation>
    </message>
    <message>
        <source>&amp;Hub</source>
        <translation>&amp;Hub</translation>
    </message>
    <message>
        <source>Another hub&apos;s address; empty asks HF_ENDPOINT.</source>
        <translation>Adresse eines anderen Hubs; leer fragt HF_ENDPOINT.</translation>
    </message>
    <message>
        <source>&amp;Proxy</source>
        <translation>&amp;Proxy</translation>
    </message>
    <message>
        <source>http://… or socks5://HOST:PORT; empty takes the system&apos;s.</source>
        <translation>http://… oder socks5://HOST:PORT; leer nimmt den des Systems.</translation>
    </message>
    <message>
        <source>&amp;Certificates</source>
        <translation>&amp;Zertifikate</translation>
    </message>
    <message>
        <source>A PEM file to trust besides the system&apos;s, as companies&apos; proxies need.</source>
        <translation>Eine PEM-Datei, der neben denen des Systems vertraut wird, wie Firmen-Proxys sie brauchen.</translation>
    </message>
    <message>
        <source>Installed models work as ever.</source>
        <translation>Installierte Modelle gehen wie immer.</translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation>&amp;Token</translation>
    </message>
    <message>
        <source>For gated models; it is in force at once.</source>
        <translation>Für zugangsbeschränkte Modelle; gilt sofort.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Models folder</source>
        <translation>Modellordner</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Zertifikate</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt);;All files (*)</source>
        <translation>Zertifikate (*.pem *.crt);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>HubWorker</name>
    <message>
        <source>Something went wrong with the hub.</source>
        <translation>Mit dem Hub ist etwas schiefgegangen.</translation>
    </message>
</context>
<context>
    <name>ImportButton</name>
    <message>
        <source>I&amp;mport</source>
        <translation>I&amp;mportieren</translation>
    </message>
    <message>
        <source>&amp;Files…</source>
        <translation>&amp;Dateien…</translation>
    </message>
    <message>
        <source>F&amp;older…</source>
        <translation>&amp;Ordner…</translation>
    </message>
    <message>
        <source>Files, &amp;copied to the models folder…</source>
        <translation>Dateien, in den Modellordner &amp;kopiert…</translation>
    </message>
    <message>
        <source>Import models</source>
        <translation>Modelle importieren</translation>
    </message>
    <message>
        <source>Models (*.gguf);;All files (*)</source>
        <translation>Modelle (*.gguf);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Import a folder of models</source>
        <translation>Einen Ordner mit Modellen importieren</translation>
    </message>
</context>
<context>
    <name>InferenceWorker</name>
    <message>
        <source>Something went wrong inside Foretoken.</source>
        <translation>In Foretoken ist etwas schiefgegangen.</translation>
    </message>
    <message>
        <source>The report says where; try again.</source>
        <translation>Der Bericht sagt, wo; noch einmal versuchen.</translation>
    </message>
</context>
<context>
    <name>InstalledModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was es ist</translation>
    </message>
    <message>
        <source>Drafter</source>
        <translation>Entwurfsmodell</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt benutzt</translation>
    </message>
</context>
<context>
    <name>InstalledView</name>
    <message>
        <source>Filter by name, kind, place</source>
        <translation>Nach Name, Art, Ort filtern</translation>
    </message>
    <message>
        <source>Filter installed models</source>
        <translation>Installierte Modelle filtern</translation>
    </message>
    <message>
        <source>Look a&amp;gain</source>
        <translation>Noch einmal &amp;suchen</translation>
    </message>
    <message>
        <source>Find &amp;copies</source>
        <translation>&amp;Kopien finden</translation>
    </message>
    <message>
        <source>Compares files of the same size, byte by byte.</source>
        <translation>Vergleicht Dateien gleicher Größe Byte für Byte.</translation>
    </message>
    <message>
        <source>Installed models</source>
        <translation>Installierte Modelle</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>No installed model matches</source>
        <translation>Kein installiertes Modell passt</translation>
    </message>
    <message>
        <source>Find models</source>
        <translation>Modelle finden</translation>
    </message>
    <message>
        <source>Download a pair, or drop GGUF files and folders here: they stay where they are. Models of the Hugging Face cache, LM Studio, Ollama and llama.cpp are found by themselves.</source>
        <translation>Ein Paar herunterladen oder GGUF-Dateien und Ordner hierher ziehen: sie bleiben, wo sie sind. Modelle aus dem Hugging-Face-Cache, von LM Studio, Ollama und llama.cpp werden von selbst gefunden.</translation>
    </message>
    <message>
        <source>No models on this machine yet</source>
        <translation>Noch keine Modelle auf diesem Rechner</translation>
    </message>
</context>
<context>
    <name>JobRow</name>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
</context>
<context>
    <name>JobStrip</name>
    <message>
        <source>Downloaded</source>
        <translation>Heruntergeladen</translation>
    </message>
    <message>
        <source>Models folder…</source>
        <translation>Modellordner…</translation>
    </message>
    <message>
        <source>Load and chat</source>
        <translation>Laden und chatten</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Lane</name>
    <message numerus="yes">
        <source>{n} tokens</source>
        <translation>
            <numerusform>{n} Token</numerusform>
            <numerusform>{n} Token</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LatestButton</name>
    <message>
        <source>Jump to latest</source>
        <translation>Zum Neuesten springen</translation>
    </message>
    <message>
        <source>Show the end of the conversation (Alt+End)</source>
        <translation>Das Ende der Unterhaltung zeigen (Alt+Ende)</translation>
    </message>
    <message>
        <source>&amp;Jump to latest</source>
        <translation>Zum Neuesten s&amp;pringen</translation>
    </message>
</context>
<context>
    <name>LedgerLines</name>
    <message>
        <source>This answer</source>
        <translation>Diese Antwort</translation>
    </message>
    <message>
        <source>How much longer plain decoding would have taken for as many tokens, at its measured speed.</source>
        <translation>Wie viel länger es für ebenso viele Token ohne Entwürfe gedauert hätte, bei dem dafür gemessenen Tempo.</translation>
    </message>
    <message>
        <source>This sitting, saved</source>
        <translation>Diese Sitzung, gespart</translation>
    </message>
    <message>
        <source>Summed over the answers since the program started that drafts made faster.</source>
        <translation>Summe über die Antworten seit dem Programmstart, die durch Entwürfe schneller wurden.</translation>
    </message>
    <message>
        <source>This sitting, lost</source>
        <translation>Diese Sitzung, verloren</translation>
    </message>
    <message>
        <source>Summed over those that drafts made slower.</source>
        <translation>Summe über die, die durch Entwürfe langsamer wurden.</translation>
    </message>
    <message>
        <source>Answers compared</source>
        <translation>Verglichene Antworten</translation>
    </message>
    <message>
        <source>Of the answers with drafts: those for which plain decoding was measured.</source>
        <translation>Von den Antworten mit Entwürfen die, für die das Tempo ohne Entwürfe gemessen war.</translation>
    </message>
    <message>
        <source>Estimated against</source>
        <translation>Geschätzt gegen</translation>
    </message>
    <message>
        <source>The measured speed of plain decoding in force for this answer.</source>
        <translation>Das für diese Antwort gültige gemessene Tempo ohne Entwürfe.</translation>
    </message>
    <message>
        <source>plain {rate}</source>
        <translation>ohne {rate}</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{n} von {all}</translation>
    </message>
    <message>
        <source>{s} saved</source>
        <translation>{s} gespart</translation>
    </message>
    <message>
        <source>{s} lost</source>
        <translation>{s} verloren</translation>
    </message>
</context>
<context>
    <name>LibraryWorker</name>
    <message>
        <source>Something went wrong in the library.</source>
        <translation>In der Bibliothek ist etwas schiefgegangen.</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Open this address outside Foretoken?</source>
        <translation>Diese Adresse außerhalb von Foretoken öffnen?</translation>
    </message>
    <message>
        <source>This is no address of a page, so it is not opened.</source>
        <translation>Das ist keine Adresse einer Seite, sie wird also nicht geöffnet.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>&amp;Copy address</source>
        <translation>Adresse &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
</context>
<context>
    <name>LinkQuestion</name>
    <message>
        <source>Open a link</source>
        <translation>Einen Link öffnen</translation>
    </message>
    <message>
        <source>Open this address in the browser?</source>
        <translation>Diese Adresse im Browser öffnen?</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
</context>
<context>
    <name>LoadDialog</name>
    <message>
        <source>Load a pair</source>
        <translation>Ein Paar laden</translation>
    </message>
    <message>
        <source>Use measured settings</source>
        <translation>Gemessene Einstellungen benutzen</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Lädt</translation>
    </message>
    <message>
        <source>&amp;Load</source>
        <translation>&amp;Laden</translation>
    </message>
    <message>
        <source>U&amp;nload</source>
        <translation>E&amp;ntladen</translation>
    </message>
    <message>
        <source>Cancel loading</source>
        <translation>Laden abbrechen</translation>
    </message>
    <message>
        <source>&amp;Defaults</source>
        <translation>&amp;Vorgaben</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>When Foretoken &amp;starts, load</source>
        <translation>Beim &amp;Start laden</translation>
    </message>
    <message>
        <source>What a start loads</source>
        <translation>Was ein Start lädt</translation>
    </message>
    <message>
        <source>the last pair</source>
        <translation>das letzte Paar</translation>
    </message>
    <message>
        <source>the built-in pair</source>
        <translation>das eingebaute Paar</translation>
    </message>
    <message>
        <source>nothing, until a question is asked</source>
        <translation>nichts, bis eine Frage kommt</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>Loading {name}: {doing}, {done}</source>
        <translation>Lädt {name}: {doing}, {done}</translation>
    </message>
</context>
<context>
    <name>LoadForm</name>
    <message>
        <source>Context length</source>
        <translation>Kontextlänge</translation>
    </message>
    <message>
        <source> tokens</source>
        <translation> Token</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source> threads</source>
        <translation> Threads</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>&amp;Pair</source>
        <translation>&amp;Paar</translation>
    </message>
    <message>
        <source>&amp;Method</source>
        <translation>&amp;Verfahren</translation>
    </message>
    <message>
        <source>&amp;Context</source>
        <translation>&amp;Kontext</translation>
    </message>
    <message>
        <source>&amp;GPU</source>
        <translation>&amp;GPU</translation>
    </message>
    <message>
        <source>C&amp;ache</source>
        <translation>C&amp;ache</translation>
    </message>
    <message>
        <source>&amp;Threads</source>
        <translation>&amp;Threads</translation>
    </message>
    <message>
        <source>&amp;Unload when idle</source>
        <translation>&amp;Entladen bei Leerlauf</translation>
    </message>
    <message>
        <source>automatic: what the files are made for</source>
        <translation>automatisch: wofür die Dateien gemacht sind</translation>
    </message>
    <message>
        <source>MTP</source>
        <translation>MTP</translation>
    </message>
    <message>
        <source>EAGLE-3</source>
        <translation>EAGLE-3</translation>
    </message>
    <message>
        <source>Draft model</source>
        <translation>Entwurfsmodell</translation>
    </message>
    <message>
        <source>Lookup (n-gram)</source>
        <translation>Nachschlagen (N-Gramm)</translation>
    </message>
    <message>
        <source>Off (plain)</source>
        <translation>Aus (ohne Entwürfe)</translation>
    </message>
    <message>
        <source>as many as fit</source>
        <translation>so viele passen</translation>
    </message>
</context>
<context>
    <name>LoadPanel</name>
    <message>
        <source>&amp;Load options…</source>
        <translation>&amp;Ladeoptionen…</translation>
    </message>
    <message>
        <source>&amp;Unload the pair</source>
        <translation>Paar e&amp;ntladen</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Foretoken</source>
        <translation>Foretoken</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;New conversation</source>
        <translation>&amp;Neue Unterhaltung</translation>
    </message>
    <message>
        <source>New te&amp;mporary conversation</source>
        <translation>Neue &amp;vorübergehende Unterhaltung</translation>
    </message>
    <message>
        <source>S&amp;top answering</source>
        <translation>Antwort an&amp;halten</translation>
    </message>
    <message>
        <source>&amp;Open target…</source>
        <translation>&amp;Zielmodell öffnen…</translation>
    </message>
    <message>
        <source>Open &amp;drafter…</source>
        <translation>&amp;Entwurfsmodell öffnen…</translation>
    </message>
    <message>
        <source>Use the &amp;embedded pair</source>
        <translation>Das ein&amp;gebaute Paar benutzen</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>E&amp;instellungen…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Speed &amp;panel</source>
        <translation>&amp;Tempoleiste</translation>
    </message>
    <message>
        <source>Speed panel on the &amp;left</source>
        <translation>Tempoleiste &amp;links</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>What the &amp;figures mean</source>
        <translation>Was die &amp;Zahlen bedeuten</translation>
    </message>
    <message>
        <source>Version {v}</source>
        <translation>Version {v}</translation>
    </message>
    <message>
        <source>&amp;Conversations</source>
        <translation>&amp;Unterhaltungen</translation>
    </message>
</context>
<context>
    <name>Measuring</name>
    <message>
        <source>Something else is being measured.</source>
        <translation>Gerade wird etwas anderes gemessen.</translation>
    </message>
    <message>
        <source>An answer is under way: stop it, or wait for its end.</source>
        <translation>Eine Antwort ist unterwegs: anhalten oder ihr Ende abwarten.</translation>
    </message>
    <message>
        <source>No model is loaded: open one first.</source>
        <translation>Kein Modell ist geladen: erst eines öffnen.</translation>
    </message>
</context>
<context>
    <name>MemoryBar</name>
    <message>
        <source>weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>KV cache</source>
        <translation>KV-Cache</translation>
    </message>
    <message>
        <source>rollback states</source>
        <translation>Rücksetzstände</translation>
    </message>
    <message>
        <source>compute</source>
        <translation>Rechnen</translation>
    </message>
    <message>
        <source>drafter weights</source>
        <translation>Gewichte (Entwurf)</translation>
    </message>
    <message>
        <source>drafter KV cache</source>
        <translation>KV-Cache (Entwurf)</translation>
    </message>
    <message>
        <source>drafter rollback states</source>
        <translation>Rücksetzstände (Entwurf)</translation>
    </message>
    <message>
        <source>drafter compute</source>
        <translation>Rechnen (Entwurf)</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>{part}: {size} ({share})</source>
        <translation>{part}: {size} ({share})</translation>
    </message>
    <message>
        <source>{total} of {free} free</source>
        <translation>{total} von {free} frei</translation>
    </message>
</context>
<context>
    <name>MessageActions</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Deleted the message.</source>
        <translation>Nachricht gelöscht.</translation>
    </message>
    <message>
        <source>Deleted {n} messages: this one and what follows it.</source>
        <translation>{n} Nachrichten gelöscht: diese und was ihr folgt.</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>MessageChoice</name>
    <message>
        <source>You</source>
        <translation>Ich</translation>
    </message>
    <message>
        <source>Foretoken</source>
        <translation>Foretoken</translation>
    </message>
</context>
<context>
    <name>MessagePane</name>
    <message>
        <source>Under way</source>
        <translation>Unterwegs</translation>
    </message>
</context>
<context>
    <name>MessageTools</name>
    <message>
        <source>Copy selection</source>
        <translation>Auswahl kopieren</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>&amp;Message</source>
        <translation>&amp;Nachricht</translation>
    </message>
    <message>
        <source>Choose the message &amp;above</source>
        <translation>Nachricht da&amp;rüber wählen</translation>
    </message>
    <message>
        <source>Choose the message &amp;below</source>
        <translation>Nachricht dar&amp;unter wählen</translation>
    </message>
</context>
<context>
    <name>MetadataDialog</name>
    <message>
        <source>{name}: metadata</source>
        <translation>{name}: Metadaten</translation>
    </message>
    <message>
        <source>GGUF {version}  ·  {keys} keys  ·  {tensors} tensors  ·  {size}</source>
        <translation>GGUF {version}  ·  {keys} Schlüssel  ·  {tensors} Tensoren  ·  {size}</translation>
    </message>
    <message>
        <source>Filter keys and tensors</source>
        <translation>Schlüssel und Tensoren filtern</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Keys and tensors</source>
        <translation>Schlüssel und Tensoren</translation>
    </message>
    <message>
        <source>Value in full</source>
        <translation>Ganzer Wert</translation>
    </message>
    <message>
        <source>Choose a row to see its value in full.</source>
        <translation>Eine Zeile wählen, um ihren ganzen Wert zu sehen.</translation>
    </message>
    <message>
        <source>&amp;Copy value</source>
        <translation>Wert &amp;kopieren</translation>
    </message>
</context>
<context>
    <name>MetadataModel</name>
    <message>
        <source>Key or tensor</source>
        <translation>Schlüssel oder Tensor</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Value or shape</source>
        <translation>Wert oder Form</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Fi&amp;nd</source>
        <translation>&amp;Finden</translation>
    </message>
    <message>
        <source>&amp;Installed</source>
        <translation>&amp;Installiert</translation>
    </message>
    <message>
        <source>&amp;Downloads</source>
        <translation>&amp;Downloads</translation>
    </message>
    <message>
        <source>&amp;Back to the chat</source>
        <translation>&amp;Zurück zum Chat</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>&amp;Downloads ({n})</source>
        <translation>&amp;Downloads ({n})</translation>
    </message>
</context>
<context>
    <name>ModelsParts</name>
    <message>
        <source>&amp;Models</source>
        <translation>&amp;Modelle</translation>
    </message>
    <message>
        <source>{name} with its drafter</source>
        <translation>{name} mit Entwurfsmodell</translation>
    </message>
</context>
<context>
    <name>NotKept</name>
    <message>
        <source>Not kept: this conversation is gone when you leave it.</source>
        <translation>Nicht aufgehoben: diese Unterhaltung ist nach dem Verlassen weg.</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>NumberChoice</name>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
</context>
<context>
    <name>OriginLegend</name>
    <message>
        <source>Tokens by origin</source>
        <translation>Token nach Herkunft</translation>
    </message>
    <message>
        <source>Click a token, or F6, then ← →</source>
        <translation>Auf ein Token klicken oder F6, dann ← →</translation>
    </message>
    <message>
        <source>Marks: {kinds}</source>
        <translation>Zeichen: {kinds}</translation>
    </message>
</context>
<context>
    <name>OwnSampling</name>
    <message>
        <source>&amp;Temperature</source>
        <translation>&amp;Temperatur</translation>
    </message>
    <message>
        <source>Top-&amp;k</source>
        <translation>Top-&amp;k</translation>
    </message>
    <message>
        <source>Top-&amp;p</source>
        <translation>Top-&amp;p</translation>
    </message>
    <message>
        <source>&amp;Min-p</source>
        <translation>&amp;Min-p</translation>
    </message>
    <message>
        <source>&amp;Repetition penalty</source>
        <translation>&amp;Wiederholungsstrafe</translation>
    </message>
    <message>
        <source>Pr&amp;esence penalty</source>
        <translation>P&amp;räsenzstrafe</translation>
    </message>
    <message>
        <source>&amp;Frequency penalty</source>
        <translation>&amp;Häufigkeitsstrafe</translation>
    </message>
</context>
<context>
    <name>PairController</name>
    <message>
        <source>Nothing is loaded yet.</source>
        <translation>Noch ist nichts geladen.</translation>
    </message>
    <message>
        <source>The embedded pair is missing from this installation.</source>
        <translation>Dieser Installation fehlt das eingebaute Paar.</translation>
    </message>
    <message>
        <source>Open a target with File &gt; Open target.</source>
        <translation>Ein Zielmodell öffnen mit Datei &gt; Zielmodell öffnen.</translation>
    </message>
    <message>
        <source>Unloaded. The next question loads it again.</source>
        <translation>Entladen. Die nächste Frage lädt es wieder.</translation>
    </message>
    <message>
        <source>Unloaded while idle. The next question loads it again.</source>
        <translation>Im Leerlauf entladen. Die nächste Frage lädt es wieder.</translation>
    </message>
    <message>
        <source>Reloaded without speculation: the engine stopped while it was on.</source>
        <translation>Ohne Spekulation neu geladen: die Engine blieb stehen, während sie an war.</translation>
    </message>
    <message>
        <source>Loading was cancelled. The next question loads the pair.</source>
        <translation>Das Laden wurde abgebrochen. Die nächste Frage lädt das Paar.</translation>
    </message>
    <message>
        <source>Loading was cancelled.</source>
        <translation>Das Laden wurde abgebrochen.</translation>
    </message>
</context>
<context>
    <name>PairMenu</name>
    <message>
        <source>No other pair was opened yet</source>
        <translation>Noch kein anderes Paar geöffnet</translation>
    </message>
</context>
<context>
    <name>PairNotices</name>
    <message>
        <source>Loading {name}</source>
        <translation>Lädt {name}</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
</context>
<context>
    <name>PairPanel</name>
    <message>
        <source>Looking for drafters that go with it…</source>
        <translation>Sucht passende Entwurfsmodelle…</translation>
    </message>
    <message>
        <source>No drafter is known for this target. It can still draft by prompt lookup, where an answer repeats what stands before it.</source>
        <translation>Für dieses Zielmodell ist kein Entwurfsmodell bekannt. Es kann trotzdem durch Nachschlagen im Prompt entwerfen, wo eine Antwort wiederholt, was vor ihr steht.</translation>
    </message>
</context>
<context>
    <name>PairView</name>
    <message>
        <source>Targets</source>
        <translation>Zielmodelle</translation>
    </message>
    <message>
        <source>Drafters</source>
        <translation>Entwurfsmodelle</translation>
    </message>
</context>
<context>
    <name>PendingAttachments</name>
    <message>
        <source>At most {n} files go with a message.</source>
        <translation>Höchstens {n} Dateien gehen mit einer Nachricht.</translation>
    </message>
    <message>
        <source>The others were left out.</source>
        <translation>Die anderen wurden weggelassen.</translation>
    </message>
    <message>
        <source>{n} tokens</source>
        <translation>{n} Token</translation>
    </message>
    <message>
        <source>about {n} tokens</source>
        <translation>etwa {n} Token</translation>
    </message>
</context>
<context>
    <name>PlanView</name>
    <message>
        <source>Verdict</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Reading the files and asking what is free…</source>
        <translation>Liest die Dateien und fragt, was frei ist…</translation>
    </message>
    <message>
        <source>Too large. {title}</source>
        <translation>Zu groß. {title}</translation>
    </message>
    <message>
        <source>Fits, {n} tokens of context.</source>
        <translation>Passt, {n} Token Kontext.</translation>
    </message>
    <message>
        <source>Tight, {n} tokens of context: little is left for anything else.</source>
        <translation>Knapp, {n} Token Kontext: für anderes bleibt wenig.</translation>
    </message>
    <message>
        <source>Fits, {n} tokens of context, {layers} of {most} layers on the GPU.</source>
        <translation>Passt, {n} Token Kontext, {layers} von {most} Schichten auf der GPU.</translation>
    </message>
    <message>
        <source>Draft as the files can</source>
        <translation>Entwerfen, wie die Dateien es können</translation>
    </message>
    <message>
        <source>Context of {n} tokens</source>
        <translation>Kontext von {n} Token</translation>
    </message>
    <message>
        <source>Cache in {kind}</source>
        <translation>Cache in {kind}</translation>
    </message>
    <message>
        <source>Flash attention automatic</source>
        <translation>Flash Attention automatisch</translation>
    </message>
    <message>
        <source>Read weights from the disk (very slow)</source>
        <translation>Gewichte von der Platte lesen (sehr langsam)</translation>
    </message>
    <message>
        <source>As many layers as fit</source>
        <translation>So viele Schichten wie passen</translation>
    </message>
</context>
<context>
    <name>PlanWorker</name>
    <message>
        <source>What this would take is not known.</source>
        <translation>Was das bräuchte, ist nicht bekannt.</translation>
    </message>
</context>
<context>
    <name>PositionBars</name>
    <message>
        <source>Acceptance by position in the draft</source>
        <translation>Annahme je Stelle im Entwurf</translation>
    </message>
    <message>
        <source>Appears with the first draft</source>
        <translation>Erscheint mit dem ersten Entwurf</translation>
    </message>
    <message>
        <source>Position {n}: {accepted} of {submitted} accepted ({share}); {conditional} of the {reached} whose predecessors were</source>
        <translation>Stelle {n}: {accepted} von {submitted} angenommen ({share}); {conditional} der {reached}, deren Vorgänger es waren</translation>
    </message>
</context>
<context>
    <name>PresetRow</name>
    <message>
        <source>Presets</source>
        <translation>Voreinstellungen</translation>
    </message>
    <message>
        <source>&amp;Save as preset…</source>
        <translation>Als Voreinstellung &amp;speichern…</translation>
    </message>
    <message>
        <source>&amp;Delete preset</source>
        <translation>Voreinstellung &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren…</translation>
    </message>
    <message>
        <source>&amp;Export all…</source>
        <translation>Alle &amp;exportieren…</translation>
    </message>
    <message>
        <source>No preset</source>
        <translation>Keine Voreinstellung</translation>
    </message>
    <message>
        <source>Save as preset</source>
        <translation>Als Voreinstellung speichern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>The presets cannot be saved: {why}</source>
        <translation>Die Voreinstellungen lassen sich nicht speichern: {why}</translation>
    </message>
    <message>
        <source>Import presets</source>
        <translation>Voreinstellungen importieren</translation>
    </message>
    <message>
        <source>Export presets</source>
        <translation>Voreinstellungen exportieren</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>Save as PD&amp;F…</source>
        <translation>Als PD&amp;F speichern…</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>&amp;Drucken…</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Unterhaltung</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Als PDF speichern</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Ich</translation>
    </message>
    <message>
        <source>Foretoken</source>
        <translation>Foretoken</translation>
    </message>
    <message>
        <source>The conversation is saved as {path}.</source>
        <translation>Die Unterhaltung ist gespeichert als {path}.</translation>
    </message>
    <message>
        <source>{path} cannot be written: {why}.</source>
        <translation>{path} lässt sich nicht schreiben: {why}.</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>Einen anderen Ort wählen.</translation>
    </message>
</context>
<context>
    <name>PromptDialog</name>
    <message>
        <source>This conversation</source>
        <translation>Diese Unterhaltung</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>System-Prompt</translation>
    </message>
    <message>
        <source>What the model is told before the conversation</source>
        <translation>Was dem Modell vor der Unterhaltung gesagt wird</translation>
    </message>
    <message>
        <source>Thinking before the answer</source>
        <translation>Denken vor der Antwort</translation>
    </message>
    <message>
        <source>as the model usually does</source>
        <translation>wie das Modell es sonst macht</translation>
    </message>
    <message>
        <source>as usual: on</source>
        <translation>wie sonst: an</translation>
    </message>
    <message>
        <source>as usual: off</source>
        <translation>wie sonst: aus</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>The loaded model does not mark what it thinks.</source>
        <translation>Das geladene Modell kennzeichnet nicht, was es denkt.</translation>
    </message>
    <message>
        <source>The loaded model cannot be told whether to think.</source>
        <translation>Dem geladenen Modell lässt sich nicht sagen, ob es denken soll.</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Voreinstellung</translation>
    </message>
    <message>
        <source>S&amp;ystem prompt</source>
        <translation>S&amp;ystem-Prompt</translation>
    </message>
    <message>
        <source>T&amp;hinking</source>
        <translation>&amp;Denken</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>Sampling</translation>
    </message>
    <message>
        <source>What is not ticked is as in the settings, or as the model&apos;s makers recommend. It holds from the next answer on.</source>
        <translation>Was nicht angekreuzt ist, gilt wie in den Einstellungen oder wie von den Herstellern des Modells empfohlen. Es gilt ab der nächsten Antwort.</translation>
    </message>
</context>
<context>
    <name>PromptMenu</name>
    <message>
        <source>&amp;Prompt and settings of this conversation…</source>
        <translation>&amp;Prompt und Einstellungen dieser Unterhaltung…</translation>
    </message>
</context>
<context>
    <name>RaceChart</name>
    <message>
        <source>Seconds of decoding, run by run</source>
        <translation>Sekunden je Lauf</translation>
    </message>
</context>
<context>
    <name>RaceDialog</name>
    <message>
        <source>Race</source>
        <translation>Rennen</translation>
    </message>
    <message>
        <source>What keeps the race from starting</source>
        <translation>Was das Rennen am Start hindert</translation>
    </message>
    <message>
        <source>Progress of the race</source>
        <translation>Fortschritt des Rennens</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Both answer the same prompt, in turn, a few times: two at once would slow each other down. Then both are replayed side by side on one clock.</source>
        <translation>Beide beantworten denselben Prompt abwechselnd einige Male: gleichzeitig würden sie einander bremsen. Dann laufen beide nebeneinander nach einer Uhr ab.</translation>
    </message>
    <message>
        <source>A race</source>
        <translation>Ein Rennen</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>Webseite (*.html)</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>Bild (*.png)</translation>
    </message>
    <message>
        <source>{file} cannot be written: {reason}. Choose another place.</source>
        <translation>{file} lässt sich nicht schreiben: {reason}. Einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Gespeichert: {file}</translation>
    </message>
</context>
<context>
    <name>RaceSetup</name>
    <message>
        <source>Kind of prompt</source>
        <translation>Art des Prompts</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>Eigener</translation>
    </message>
    <message>
        <source>Prompt to race on</source>
        <translation>Prompt für das Rennen</translation>
    </message>
    <message>
        <source>First entrant</source>
        <translation>Erster Teilnehmer</translation>
    </message>
    <message>
        <source>Second entrant</source>
        <translation>Zweiter Teilnehmer</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Tokens of each answer</source>
        <translation>Token je Antwort</translation>
    </message>
    <message>
        <source>Start race</source>
        <translation>Rennen starten</translation>
    </message>
    <message>
        <source>Another pair…</source>
        <translation>Anderes Paar…</translation>
    </message>
    <message>
        <source>Race against a target and drafter from other files.</source>
        <translation>Gegen Ziel- und Entwurfsmodell aus anderen Dateien antreten.</translation>
    </message>
    <message>
        <source>To&amp;kens</source>
        <translation>To&amp;ken</translation>
    </message>
    <message>
        <source>&amp;Prompt</source>
        <translation>&amp;Prompt</translation>
    </message>
    <message>
        <source>&amp;Entrants</source>
        <translation>T&amp;eilnehmer</translation>
    </message>
    <message>
        <source>&amp;Repeats</source>
        <translation>&amp;Wiederholungen</translation>
    </message>
    <message>
        <source>{pair}, depth auto</source>
        <translation>{pair}, Tiefe auto</translation>
    </message>
    <message>
        <source>{pair}, plain decoding</source>
        <translation>{pair}, ohne Entwürfe</translation>
    </message>
    <message>
        <source>GGUF files (*.gguf)</source>
        <translation>GGUF-Dateien (*.gguf)</translation>
    </message>
    <message>
        <source>Target of the other pair</source>
        <translation>Zielmodell des anderen Paars</translation>
    </message>
    <message>
        <source>Its drafter (cancel for none)</source>
        <translation>Sein Entwurfsmodell (Abbrechen für keines)</translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <source>&amp;Recent pairs</source>
        <translation>&amp;Letzte Paare</translation>
    </message>
</context>
<context>
    <name>RemovalFlow</name>
    <message>
        <source>Nothing was deleted.</source>
        <translation>Nichts wurde gelöscht.</translation>
    </message>
    <message>
        <source>{what} belongs to {owners}, which would lose it.</source>
        <translation>{what} gehört zu {owners} und ginge dort verloren.</translation>
    </message>
    <message>
        <source>Delete it there too</source>
        <translation>Auch dort löschen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>Endgültig löschen</translation>
    </message>
    <message>
        <source>{what} is in the trash; {size} will be free once it is emptied.</source>
        <translation>{what} ist im Papierkorb; {size} werden frei, sobald er geleert ist.</translation>
    </message>
    <message>
        <source>{what} is deleted; {size} are free again.</source>
        <translation>{what} ist gelöscht; {size} sind wieder frei.</translation>
    </message>
    <message>
        <source>{what} is no longer listed; the file stays.</source>
        <translation>{what} ist nicht mehr aufgeführt; die Datei bleibt.</translation>
    </message>
    <message>
        <source>{what} is forgotten.</source>
        <translation>{what} ist vergessen.</translation>
    </message>
</context>
<context>
    <name>RepetitionPage</name>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source> tokens</source>
        <translation> Token</translation>
    </message>
    <message>
        <source>&amp;Repeat penalty</source>
        <translation>&amp;Wiederholungsstrafe</translation>
    </message>
    <message>
        <source>Above 1, recent tokens become less likely; 1 is off.</source>
        <translation>Über 1 werden jüngste Token unwahrscheinlicher; 1 ist aus.</translation>
    </message>
    <message>
        <source>&amp;Frequency penalty</source>
        <translation>&amp;Häufigkeitsstrafe</translation>
    </message>
    <message>
        <source>Taken off for each time a token came recently; 0 is off.</source>
        <translation>Abgezogen für jedes Mal, das ein Token jüngst kam; 0 ist aus.</translation>
    </message>
    <message>
        <source>&amp;Presence penalty</source>
        <translation>&amp;Präsenzstrafe</translation>
    </message>
    <message>
        <source>Taken off once if a token came recently; 0 is off.</source>
        <translation>Einmal abgezogen, wenn ein Token jüngst kam; 0 ist aus.</translation>
    </message>
    <message>
        <source>Penalty &amp;window</source>
        <translation>&amp;Fenster der Strafen</translation>
    </message>
    <message>
        <source>How many tokens are recent, those of the prompt too.</source>
        <translation>Wie viele Token als jüngste gelten, auch die des Prompts.</translation>
    </message>
</context>
<context>
    <name>ResultView</name>
    <message>
        <source>Verdict</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Replay speed</source>
        <translation>Tempo der Wiedergabe</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>Bericht speichern…</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>Bild speichern…</translation>
    </message>
    <message>
        <source>as measured</source>
        <translation>wie gemessen</translation>
    </message>
    <message>
        <source>slowed down to a quarter</source>
        <translation>auf ein Viertel verlangsamt</translation>
    </message>
    <message>
        <source>slowed down to 1/{n}, to read along</source>
        <translation>auf 1/{n} verlangsamt, zum Mitlesen</translation>
    </message>
    <message>
        <source>{s} s of decoding</source>
        <translation>{s} s Decodieren</translation>
    </message>
    <message>
        <source>Median runs, measured one after the other</source>
        <translation>Mittlere Läufe, nacheinander gemessen</translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
</context>
<context>
    <name>RoundStrip</name>
    <message>
        <source>Tokens of each round by what became of them</source>
        <translation>Token jeder Runde nach dem, was aus ihnen wurde</translation>
    </message>
</context>
<context>
    <name>SamplingPage</name>
    <message>
        <source>As the model&apos;s makers &amp;recommend, where known</source>
        <translation>Wie von den Herstellern des Modells &amp;empfohlen, wo bekannt</translation>
    </message>
    <message>
        <source>0 (likeliest token)</source>
        <translation>0 (wahrscheinlichstes Token)</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>another one each time</source>
        <translation>jedes Mal ein anderer</translation>
    </message>
    <message>
        <source>The values below then are for other models.</source>
        <translation>Die Werte darunter gelten dann für andere Modelle.</translation>
    </message>
    <message>
        <source>&amp;Temperature</source>
        <translation>&amp;Temperatur</translation>
    </message>
    <message>
        <source>Higher is more varied.</source>
        <translation>Höher ist abwechslungsreicher.</translation>
    </message>
    <message>
        <source>Top-&amp;k</source>
        <translation>Top-&amp;k</translation>
    </message>
    <message>
        <source>Choose among the k likeliest tokens.</source>
        <translation>Unter den k wahrscheinlichsten Token wählen.</translation>
    </message>
    <message>
        <source>Top-&amp;p</source>
        <translation>Top-&amp;p</translation>
    </message>
    <message>
        <source>Choose among tokens that together reach p.</source>
        <translation>Unter Token wählen, die zusammen p erreichen.</translation>
    </message>
    <message>
        <source>&amp;Min-p</source>
        <translation>&amp;Min-p</translation>
    </message>
    <message>
        <source>Drop tokens below this share of the likeliest.</source>
        <translation>Token unter diesem Anteil des wahrscheinlichsten weglassen.</translation>
    </message>
    <message>
        <source>S&amp;eed</source>
        <translation>Startw&amp;ert</translation>
    </message>
    <message>
        <source>A number makes answers repeat, unless the draft depth is automatic.</source>
        <translation>Mit einer Zahl wiederholen sich Antworten, außer bei automatischer Tiefe.</translation>
    </message>
</context>
<context>
    <name>SaveAs</name>
    <message>
        <source>&amp;Save as</source>
        <translation>&amp;Speichern als</translation>
    </message>
    <message>
        <source>&amp;Trace…</source>
        <translation>&amp;Aufzeichnung…</translation>
    </message>
    <message>
        <source>Animated &amp;GIF…</source>
        <translation>Animiertes &amp;GIF…</translation>
    </message>
    <message>
        <source>&amp;PNG pictures…</source>
        <translation>&amp;PNG-Bilder…</translation>
    </message>
    <message>
        <source>Table (&amp;CSV)…</source>
        <translation>Tabelle (&amp;CSV)…</translation>
    </message>
    <message>
        <source>Save trace</source>
        <translation>Aufzeichnung speichern</translation>
    </message>
    <message>
        <source>Traces (*.json)</source>
        <translation>Aufzeichnungen (*.json)</translation>
    </message>
    <message>
        <source>Save GIF</source>
        <translation>GIF speichern</translation>
    </message>
    <message>
        <source>Animated GIF (*.gif)</source>
        <translation>Animiertes GIF (*.gif)</translation>
    </message>
    <message>
        <source>Choose a folder for the pictures</source>
        <translation>Einen Ordner für die Bilder wählen</translation>
    </message>
    <message>
        <source>Save table</source>
        <translation>Tabelle speichern</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>Schreibt {name}</translation>
    </message>
    <message>
        <source>{n} s left</source>
        <translation>noch {n} s</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Saved as {path}.</source>
        <translation>Gespeichert als {path}.</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Search the hub: a name, or an address</source>
        <translation>Im Hub suchen: ein Name oder eine Adresse</translation>
    </message>
    <message>
        <source>Search the hub</source>
        <translation>Im Hub suchen</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>By downloads</source>
        <translation>Nach Downloads</translation>
    </message>
    <message>
        <source>By likes</source>
        <translation>Nach Likes</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Any licence</source>
        <translation>Jede Lizenz</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Any language</source>
        <translation>Jede Sprache</translation>
    </message>
    <message>
        <source>Fits this &amp;machine</source>
        <translation>Passt auf diesen &amp;Rechner</translation>
    </message>
    <message>
        <source>Its smallest file fits into this machine&apos;s memory.</source>
        <translation>Seine kleinste Datei passt in den Speicher dieses Rechners.</translation>
    </message>
    <message>
        <source>With a d&amp;rafter</source>
        <translation>Mit &amp;Entwurfsmodell</translation>
    </message>
    <message>
        <source>Its files&apos; names say that a drafter is among them, or inside the target.</source>
        <translation>Die Namen seiner Dateien sagen, dass ein Entwurfsmodell darunter ist oder im Zielmodell steckt.</translation>
    </message>
</context>
<context>
    <name>SearchDialog</name>
    <message>
        <source>Search conversations</source>
        <translation>Unterhaltungen durchsuchen</translation>
    </message>
    <message>
        <source>Words in any message or title</source>
        <translation>Wörter in einer Nachricht oder einem Titel</translation>
    </message>
    <message>
        <source>Search all conversations</source>
        <translation>Alle Unterhaltungen durchsuchen</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>Every word must occur; &quot;quoted words&quot; follow each other.</source>
        <translation>Jedes Wort muss vorkommen; &quot;Wörter in Anführungszeichen&quot; folgen aufeinander.</translation>
    </message>
    <message>
        <source>Nothing found. Try fewer or shorter words.</source>
        <translation>Nichts gefunden. Weniger oder kürzere Wörter versuchen.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>Sampling</translation>
    </message>
    <message>
        <source>Repetition</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
</context>
<context>
    <name>Shelf</name>
    <message>
        <source>S&amp;earch conversations…</source>
        <translation>Unterhaltungen durch&amp;suchen…</translation>
    </message>
    <message>
        <source>Deleted “{title}”.</source>
        <translation>„{title}“ gelöscht.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>{title} (copy)</source>
        <translation>{title} (Kopie)</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>Neuer Ordner</translation>
    </message>
    <message>
        <source>The file of your conversations is damaged.</source>
        <translation>Die Datei mit den Unterhaltungen ist beschädigt.</translation>
    </message>
    <message>
        <source>It was kept as {path}; a new one was begun.</source>
        <translation>Sie wurde als {path} aufgehoben; eine neue ist begonnen.</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>An action or a key</source>
        <translation>Eine Aktion oder eine Taste</translation>
    </message>
    <message>
        <source>Search shortcuts</source>
        <translation>Tastenkürzel durchsuchen</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>No shortcut has these words.</source>
        <translation>Kein Tastenkürzel hat diese Wörter.</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Conversations</source>
        <translation>Unterhaltungen</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neue Unterhaltung</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search all conversations (Ctrl+K)</source>
        <translation>Alle Unterhaltungen durchsuchen (Strg+K)</translation>
    </message>
    <message>
        <source>What you ask is kept here.</source>
        <translation>Hier bleiben die Fragen aufgehoben.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Delete folder</source>
        <translation>Ordner löschen</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Loslösen</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Move to folder</source>
        <translation>In Ordner verschieben</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>No folder</source>
        <translation>Kein Ordner</translation>
    </message>
    <message>
        <source>New folder…</source>
        <translation>Neuer Ordner…</translation>
    </message>
</context>
<context>
    <name>SpeedChart</name>
    <message>
        <source>Tokens per second over time</source>
        <translation>Token pro Sekunde im Lauf der Zeit</translation>
    </message>
    <message>
        <source>Speed appears with the first rounds</source>
        <translation>Das Tempo erscheint mit den ersten Runden</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} s</translation>
    </message>
    <message>
        <source>After {seconds} s: {now} smoothed, {mean} so far</source>
        <translation>Nach {seconds} s: {now} geglättet, {mean} bisher</translation>
    </message>
    <message>
        <source>plain {n}</source>
        <translation>ohne {n}</translation>
    </message>
    <message>
        <source>mean {n}</source>
        <translation>Mittel {n}</translation>
    </message>
    <message>
        <source>now {n}</source>
        <translation>jetzt {n}</translation>
    </message>
</context>
<context>
    <name>SpeedDock</name>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Freezes the pictures; measuring goes on.</source>
        <translation>Hält die Bilder an; gemessen wird weiter.</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Empties the pictures; what this sitting saved stays.</source>
        <translation>Leert die Bilder; was diese Sitzung sparte, bleibt.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Saves what the panel shows.</source>
        <translation>Speichert, was die Leiste zeigt.</translation>
    </message>
    <message>
        <source>Hides the panel; View brings it back.</source>
        <translation>Verbirgt die Leiste; „Ansicht“ bringt sie zurück.</translation>
    </message>
    <message>
        <source>Hide the speed panel</source>
        <translation>Tempoleiste verbergen</translation>
    </message>
    <message>
        <source>&amp;Picture of the panel (PNG)…</source>
        <translation>&amp;Bild der Leiste (PNG)…</translation>
    </message>
    <message>
        <source>&amp;Rounds as a table (CSV)…</source>
        <translation>&amp;Runden als Tabelle (CSV)…</translation>
    </message>
    <message>
        <source>Save the panel as a picture</source>
        <translation>Die Leiste als Bild speichern</translation>
    </message>
    <message>
        <source>Save the rounds as a table</source>
        <translation>Die Runden als Tabelle speichern</translation>
    </message>
</context>
<context>
    <name>SpeedPage</name>
    <message>
        <source>&amp;Look up repetitions first</source>
        <translation>Wiederholungen zuerst &amp;nachschlagen</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>rejection sampling</source>
        <translation>Verwerfungsverfahren</translation>
    </message>
    <message>
        <source>match</source>
        <translation>Übereinstimmung</translation>
    </message>
    <message>
        <source>Draft &amp;depth</source>
        <translation>Entwurfs&amp;tiefe</translation>
    </message>
    <message>
        <source>Tokens guessed before each pass.</source>
        <translation>So viele Token werden vor jedem Durchlauf geraten.</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>S&amp;top drafting below</source>
        <translation>Entwurf &amp;endet unter</translation>
    </message>
    <message>
        <source>A guess less likely than this to the drafter is not sent to the target.</source>
        <translation>Was dem Entwurfsmodell unwahrscheinlicher ist, geht nicht ans Zielmodell.</translation>
    </message>
    <message>
        <source>&amp;Verification</source>
        <translation>&amp;Prüfung</translation>
    </message>
    <message>
        <source>Automatic is rejection sampling above temperature 0: it keeps more guesses.</source>
        <translation>Automatisch ist über Temperatur 0 das Verwerfungsverfahren: es behält mehr.</translation>
    </message>
    <message>
        <source>Text that repeats the conversation is drafted from it, the rest as before.</source>
        <translation>Was die Unterhaltung wiederholt, wird aus ihr entworfen, der Rest wie bisher.</translation>
    </message>
    <message>
        <source>as fast as it comes</source>
        <translation>so schnell es kommt</translation>
    </message>
    <message>
        <source> tokens/s</source>
        <translation> Token/s</translation>
    </message>
    <message>
        <source>up to {n}</source>
        <translation>bis {n}</translation>
    </message>
    <message>
        <source> tokens</source>
        <translation> Token</translation>
    </message>
    <message>
        <source>&amp;Show text</source>
        <translation>Text &amp;zeigen</translation>
    </message>
    <message>
        <source>A reading speed for fast models; about 20 reads well. Figures stay measured.</source>
        <translation>Ein Lesetempo für schnelle Modelle; etwa 20 liest sich gut. Zahlen bleiben gemessen.</translation>
    </message>
    <message>
        <source>&amp;Context length</source>
        <translation>&amp;Kontextlänge</translation>
    </message>
    <message>
        <source>How much of the conversation fits; a change reloads the model.</source>
        <translation>Wie viel der Unterhaltung hineinpasst; eine Änderung lädt das Modell neu.</translation>
    </message>
</context>
<context>
    <name>SpeedPanel</name>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Speed appears with the first answer.</source>
        <translation>Das Tempo erscheint mit der ersten Antwort.</translation>
    </message>
    <message>
        <source>Tokens per second</source>
        <translation>Token pro Sekunde</translation>
    </message>
    <message>
        <source>Tokens per round</source>
        <translation>Token je Runde</translation>
    </message>
    <message>
        <source>Accepted by position in the draft (line: conditional)</source>
        <translation>Angenommen je Stelle im Entwurf (Linie: bedingt)</translation>
    </message>
    <message>
        <source>Milliseconds per round</source>
        <translation>Millisekunden je Runde</translation>
    </message>
    <message>
        <source>Draft length over rounds</source>
        <translation>Entwurfslänge über die Runden</translation>
    </message>
    <message>
        <source>Time saved (estimate)</source>
        <translation>Gesparte Zeit (Schätzung)</translation>
    </message>
    <message>
        <source>This answer</source>
        <translation>Diese Antwort</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>shown at reading speed; measured {rate}</source>
        <translation>im Lesetempo gezeigt; gemessen {rate}</translation>
    </message>
    <message numerus="yes">
        <source>{n} tokens</source>
        <translation>
            <numerusform>{n} Token</numerusform>
            <numerusform>{n} Token</numerusform>
        </translation>
    </message>
    <message>
        <source>{p} accepted</source>
        <translation>{p} angenommen</translation>
    </message>
    <message>
        <source>Reading the conversation: {n} of {total} tokens</source>
        <translation>Liest die Unterhaltung: {n} von {total} Token</translation>
    </message>
</context>
<context>
    <name>StorageWorker</name>
    <message>
        <source>Something could not be saved.</source>
        <translation>Etwas konnte nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>The report says why.</source>
        <translation>Der Bericht sagt, warum.</translation>
    </message>
</context>
<context>
    <name>TargetsModel</name>
    <message>
        <source>Target</source>
        <translation>Zielmodell</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>With its drafter, here</source>
        <translation>Mit Entwurfsmodell, hier</translation>
    </message>
    <message>
        <source>{name}, suggested</source>
        <translation>{name}, vorgeschlagen</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>noch nicht bekannt</translation>
    </message>
</context>
<context>
    <name>TaskLine</name>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>Looking through the disk</source>
        <translation>Durchsucht die Platte</translation>
    </message>
    <message>
        <source>Taking in files</source>
        <translation>Nimmt Dateien auf</translation>
    </message>
    <message>
        <source>Checking that every byte is right</source>
        <translation>Prüft, ob jedes Byte stimmt</translation>
    </message>
    <message>
        <source>Comparing files of the same size</source>
        <translation>Vergleicht gleich große Dateien</translation>
    </message>
    <message>
        <source>Removing</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>Putting files back</source>
        <translation>Legt Dateien zurück</translation>
    </message>
</context>
<context>
    <name>Term</name>
    <message>
        <source>target</source>
        <translation>Zielmodell</translation>
    </message>
    <message>
        <source>The model whose answer you get.</source>
        <translation>Das Modell, dessen Antwort erscheint.</translation>
    </message>
    <message>
        <source>drafter</source>
        <translation>Entwurfsmodell</translation>
    </message>
    <message>
        <source>The small model that guesses ahead of the target.</source>
        <translation>Das kleine Modell, das dem Zielmodell vorausrät.</translation>
    </message>
    <message>
        <source>round</source>
        <translation>Runde</translation>
    </message>
    <message>
        <source>One draft and the one pass of the target that verifies it.</source>
        <translation>Ein Entwurf und der eine Durchlauf des Zielmodells, der ihn prüft.</translation>
    </message>
    <message>
        <source>draft tokens</source>
        <translation>Entwurfs-Token</translation>
    </message>
    <message>
        <source>Guesses submitted to the target, also the ones behind a rejected one.</source>
        <translation>Dem Zielmodell vorgelegte Vermutungen, auch die hinter einer verworfenen.</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>Draft tokens that the target kept.</source>
        <translation>Entwurfs-Token, die das Zielmodell behielt.</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>Draft tokens that were not kept: the first one the target refused, and all behind it.</source>
        <translation>Entwurfs-Token, die nicht blieben: das erste abgelehnte und alle dahinter.</translation>
    </message>
    <message>
        <source>recovered</source>
        <translation>berichtigt</translation>
    </message>
    <message>
        <source>The target&apos;s own token in place of the first rejected one.</source>
        <translation>Das eigene Token des Zielmodells anstelle des ersten verworfenen.</translation>
    </message>
    <message>
        <source>bonus</source>
        <translation>Bonus</translation>
    </message>
    <message>
        <source>The target&apos;s own token behind a draft that was accepted whole; it costs nothing more.</source>
        <translation>Das eigene Token des Zielmodells hinter einem ganz angenommenen Entwurf; es kostet nichts extra.</translation>
    </message>
    <message>
        <source>plain</source>
        <translation>ohne Entwurf</translation>
    </message>
    <message>
        <source>The token of a round without a draft.</source>
        <translation>Das Token einer Runde ohne Entwurf.</translation>
    </message>
    <message>
        <source>acceptance rate</source>
        <translation>Annahmequote</translation>
    </message>
    <message>
        <source>Accepted draft tokens divided by draft tokens.</source>
        <translation>Angenommene Entwurfs-Token geteilt durch Entwurfs-Token.</translation>
    </message>
    <message>
        <source>by position</source>
        <translation>je Stelle</translation>
    </message>
    <message>
        <source>At each place in the draft, the share of the tokens submitted there that was accepted.</source>
        <translation>An jeder Stelle im Entwurf der angenommene Anteil der dort vorgelegten Token.</translation>
    </message>
    <message>
        <source>conditional</source>
        <translation>bedingt</translation>
    </message>
    <message>
        <source>At each place in the draft, the share accepted of those whose predecessors all were.</source>
        <translation>An jeder Stelle im Entwurf der angenommene Anteil derer, deren Vorgänger alle angenommen waren.</translation>
    </message>
    <message>
        <source>tokens for each pass</source>
        <translation>Token je Durchlauf</translation>
    </message>
    <message>
        <source>Tokens emitted divided by rounds, the mean acceptance length; plain decoding yields 1.</source>
        <translation>Ausgegebene Token geteilt durch Runden, die mittlere Annahmelänge; ohne Entwürfe ist sie 1.</translation>
    </message>
    <message>
        <source>tokens per second</source>
        <translation>Token pro Sekunde</translation>
    </message>
    <message>
        <source>Tokens emitted divided by the time spent in rounds; reading the prompt is not in it.</source>
        <translation>Ausgegebene Token geteilt durch die Zeit in Runden; das Lesen des Prompts zählt nicht mit.</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>Speed of the last rounds, older ones counting less: half a second or 8 rounds back, what lasts longer.</source>
        <translation>Tempo der letzten Runden, ältere zählen weniger: eine halbe Sekunde oder 8 Runden zurück, je nachdem, was länger ist.</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Speed from the beginning of the answer.</source>
        <translation>Tempo vom Anfang der Antwort an.</translation>
    </message>
    <message>
        <source>Speed without drafts, the median of measured rounds of this pair at a similar context length; a dash until there are some.</source>
        <translation>Tempo ohne Entwürfe, der Median gemessener Runden dieses Paars bei ähnlicher Kontextlänge; ein Strich, bis es welche gibt.</translation>
    </message>
    <message>
        <source>faster than plain</source>
        <translation>schneller als ohne</translation>
    </message>
    <message>
        <source>This answer&apos;s mean speed divided by plain decoding&apos;s measured speed.</source>
        <translation>Mittleres Tempo dieser Antwort geteilt durch das gemessene Tempo ohne Entwürfe.</translation>
    </message>
    <message>
        <source>depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>How many tokens are drafted in a round, at most.</source>
        <translation>Wie viele Token in einer Runde höchstens entworfen werden.</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>entwerfen</translation>
    </message>
    <message>
        <source>Time the drafter takes to guess the next few tokens of a round.</source>
        <translation>Zeit, die das Entwurfsmodell braucht, um die nächsten Token einer Runde zu raten.</translation>
    </message>
    <message>
        <source>verify</source>
        <translation>prüfen</translation>
    </message>
    <message>
        <source>Time the target takes to check them all in one pass, and to choose its own token.</source>
        <translation>Zeit, die das Zielmodell braucht, um alle in einem Durchlauf zu prüfen und sein eigenes Token zu wählen.</translation>
    </message>
    <message>
        <source>overhead</source>
        <translation>Rest</translation>
    </message>
    <message>
        <source>What is left of a round: turning tokens into text, reporting them.</source>
        <translation>Was von einer Runde bleibt: Token in Text wandeln, sie melden.</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>What llama.cpp allocated for the target, and what the drafter adds to it.</source>
        <translation>Was llama.cpp für das Zielmodell belegt hat und was das Entwurfsmodell hinzufügt.</translation>
    </message>
    <message>
        <source>saved, lost</source>
        <translation>gespart, verloren</translation>
    </message>
    <message>
        <source>An estimate: the time that plain decoding would take for as many tokens at its measured speed, less the time taken.</source>
        <translation>Eine Schätzung: die Zeit für ebenso viele Token ohne Entwürfe, beim dafür gemessenen Tempo, weniger die gebrauchte Zeit.</translation>
    </message>
    <message>
        <source>prompt read</source>
        <translation>Prompt gelesen</translation>
    </message>
    <message>
        <source>Tokens of the conversation; those still in the cache need not be read again.</source>
        <translation>Token der Unterhaltung; die noch im Cache sind, müssen nicht noch einmal gelesen werden.</translation>
    </message>
</context>
<context>
    <name>TermsDialog</name>
    <message>
        <source>What the figures mean</source>
        <translation>Was die Zahlen bedeuten</translation>
    </message>
    <message>
        <source>Words and their meanings</source>
        <translation>Wörter und ihre Bedeutung</translation>
    </message>
</context>
<context>
    <name>Thought</name>
    <message>
        <source>Thought for {time}</source>
        <translation>{time} gedacht</translation>
    </message>
    <message>
        <source>Thought</source>
        <translation>Gedacht</translation>
    </message>
    <message>
        <source>Stopped while thinking</source>
        <translation>Beim Denken angehalten</translation>
    </message>
    <message>
        <source>Thinking, {n} s</source>
        <translation>Denkt, {n} s</translation>
    </message>
    <message>
        <source>Thinking…</source>
        <translation>Denkt…</translation>
    </message>
</context>
<context>
    <name>Tidings</name>
    <message>
        <source>No file is here twice.</source>
        <translation>Keine Datei ist doppelt da.</translation>
    </message>
    <message numerus="yes">
        <source>{n} models are here more than once; {size} could be freed.</source>
        <translation>
            <numerusform>{n} Modell ist mehrfach da; {size} könnten frei werden.</numerusform>
            <numerusform>{n} Modelle sind mehrfach da; {size} könnten frei werden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimeBars</name>
    <message>
        <source>Milliseconds per round</source>
        <translation>Millisekunden je Runde</translation>
    </message>
    <message>
        <source>Round {n}: draft {draft}, verify {verify}, overhead {rest}</source>
        <translation>Runde {n}: entwerfen {draft}, prüfen {verify}, Rest {rest}</translation>
    </message>
</context>
<context>
    <name>TimeLegend</name>
    <message>
        <source>draft</source>
        <translation>entwerfen</translation>
    </message>
    <message>
        <source>verify</source>
        <translation>prüfen</translation>
    </message>
    <message>
        <source>overhead</source>
        <translation>Rest</translation>
    </message>
</context>
<context>
    <name>TokenBars</name>
    <message>
        <source>Tokens per round by origin</source>
        <translation>Token je Runde nach Herkunft</translation>
    </message>
    <message>
        <source>{n} accepted</source>
        <translation>{n} angenommen</translation>
    </message>
    <message>
        <source>{n} rejected</source>
        <translation>{n} verworfen</translation>
    </message>
    <message>
        <source>{n} recovered</source>
        <translation>{n} berichtigt</translation>
    </message>
    <message>
        <source>{n} bonus</source>
        <translation>{n} Bonus</translation>
    </message>
    <message>
        <source>{n} plain</source>
        <translation>{n} ohne Entwurf</translation>
    </message>
    <message>
        <source>Round {n}: {parts}</source>
        <translation>Runde {n}: {parts}</translation>
    </message>
</context>
<context>
    <name>TokenField</name>
    <message>
        <source>hf_…</source>
        <translation>hf_…</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Use token</source>
        <translation>Token benutzen</translation>
    </message>
    <message>
        <source>Forget token</source>
        <translation>Token vergessen</translation>
    </message>
    <message>
        <source>The hub is asked whose token this is…</source>
        <translation>Der Hub wird gefragt, wem dieses Token gehört…</translation>
    </message>
    <message>
        <source> of {name}</source>
        <translation> von {name}</translation>
    </message>
    <message>
        <source>The token{user} is kept in this system&apos;s keyring.</source>
        <translation>Das Token{user} liegt im Schlüsselbund dieses Systems.</translation>
    </message>
    <message>
        <source>The token{user} is kept until Foretoken is closed.</source>
        <translation>Das Token{user} bleibt, bis Foretoken geschlossen wird.</translation>
    </message>
    <message>
        <source>The token{user} in HF_TOKEN is used.</source>
        <translation>Das Token{user} in HF_TOKEN wird benutzt.</translation>
    </message>
    <message>
        <source>The token{user} of huggingface_hub&apos;s login is used.</source>
        <translation>Das Token{user} der Anmeldung von huggingface_hub wird benutzt.</translation>
    </message>
    <message>
        <source>No token is used. Gated models need one.</source>
        <translation>Kein Token wird benutzt. Zugangsbeschränkte Modelle brauchen eines.</translation>
    </message>
</context>
<context>
    <name>TokenInspector</name>
    <message>
        <source>Previous token</source>
        <translation>Voriges Token</translation>
    </message>
    <message>
        <source>Next token</source>
        <translation>Nächstes Token</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>TokenLegend</name>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>recovered</source>
        <translation>berichtigt</translation>
    </message>
    <message>
        <source>bonus</source>
        <translation>Bonus</translation>
    </message>
    <message>
        <source>plain</source>
        <translation>ohne Entwurf</translation>
    </message>
</context>
<context>
    <name>TokenModel</name>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Drafter</source>
        <translation>Entwurfsmodell</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Zielmodell</translation>
    </message>
    <message>
        <source>The token&apos;s text in quotes.</source>
        <translation>Der Text des Tokens in Anführungszeichen.</translation>
    </message>
    <message>
        <source>What became of it in this round.</source>
        <translation>Was in dieser Runde aus ihm wurde.</translation>
    </message>
    <message>
        <source>How likely it was to the drafter. None for a token that nobody guessed.</source>
        <translation>Wie wahrscheinlich es dem Entwurfsmodell war. Keine Angabe bei einem Token, das niemand riet.</translation>
    </message>
    <message>
        <source>How likely it was to the target. None behind a rejected token: there the target was not asked.</source>
        <translation>Wie wahrscheinlich es dem Zielmodell war. Keine Angabe hinter einem verworfenen Token: dort wurde das Zielmodell nicht gefragt.</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>plain</source>
        <translation>ohne Entwurf</translation>
    </message>
    <message>
        <source>guessed</source>
        <translation>geraten</translation>
    </message>
    <message>
        <source>looked up</source>
        <translation>nachgeschlagen</translation>
    </message>
</context>
<context>
    <name>ToolsMenu</name>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Werkzeuge</translation>
    </message>
    <message>
        <source>&amp;Race…</source>
        <translation>&amp;Rennen…</translation>
    </message>
    <message>
        <source>&amp;Tune…</source>
        <translation>&amp;Abstimmen…</translation>
    </message>
    <message>
        <source>{what} is measured; the chat answers again when it is over.</source>
        <translation>{what} wird gemessen; danach antwortet der Chat wieder.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>TraceMenu</name>
    <message>
        <source>Repla&amp;y the last answer…</source>
        <translation>Letzte Antwort &amp;wiedergeben…</translation>
    </message>
    <message>
        <source>Save tr&amp;ace of the last answer…</source>
        <translation>Auf&amp;zeichnung der letzten Antwort speichern…</translation>
    </message>
    <message>
        <source>Open t&amp;race…</source>
        <translation>Aufzeichnung &amp;öffnen…</translation>
    </message>
    <message>
        <source>Save trace of the last answer</source>
        <translation>Aufzeichnung der letzten Antwort speichern</translation>
    </message>
    <message>
        <source>Traces (*.json)</source>
        <translation>Aufzeichnungen (*.json)</translation>
    </message>
    <message>
        <source>Open trace</source>
        <translation>Aufzeichnung öffnen</translation>
    </message>
    <message>
        <source>The trace is saved as {path}.</source>
        <translation>Die Aufzeichnung ist gespeichert als {path}.</translation>
    </message>
</context>
<context>
    <name>TraceText</name>
    <message>
        <source>Answer by origin</source>
        <translation>Antwort nach Herkunft</translation>
    </message>
</context>
<context>
    <name>TraceViewer</name>
    <message>
        <source>Trace: {pair}</source>
        <translation>Aufzeichnung: {pair}</translation>
    </message>
    <message>
        <source>Tokens of the round</source>
        <translation>Token der Runde</translation>
    </message>
    <message>
        <source>The draft is verified.</source>
        <translation>Der Entwurf wird geprüft.</translation>
    </message>
</context>
<context>
    <name>TraceWorker</name>
    <message>
        <source>Something went wrong with {name}.</source>
        <translation>Mit {name} ist etwas schiefgegangen.</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>Conversation</source>
        <translation>Unterhaltung</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Ich</translation>
    </message>
    <message>
        <source>Foretoken</source>
        <translation>Foretoken</translation>
    </message>
    <message>
        <source>Show or hide what was thought</source>
        <translation>Gedachtes zeigen oder verbergen</translation>
    </message>
</context>
<context>
    <name>TuneDialog</name>
    <message>
        <source>Tune</source>
        <translation>Abstimmen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Use this</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Multiples of plain decoding. ▲ faster, ▼ slower in every repeat; ★ the fastest of its column, plain decoding unless another is clearly faster.</source>
        <translation>Vielfache des Tempos ohne Entwürfe. ▲ schneller, ▼ langsamer in jeder Wiederholung; ★ am schnellsten in der Spalte, „ohne Entwürfe“, wenn nichts klar schneller ist.</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Tokens of each answer</source>
        <translation>Token je Antwort</translation>
    </message>
    <message>
        <source>Progress of the measurement</source>
        <translation>Fortschritt der Messung</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Answer this way from now on. The automatic depth starts from the chosen depth and the times measured here, and goes on adapting.</source>
        <translation>Von jetzt an so antworten. Die automatische Tiefe beginnt bei der gewählten Tiefe und den hier gemessenen Zeiten und passt sich weiter an.</translation>
    </message>
    <message>
        <source>&amp;Repeats</source>
        <translation>&amp;Wiederholungen</translation>
    </message>
    <message>
        <source>&amp;Tokens</source>
        <translation>&amp;Token</translation>
    </message>
    <message>
        <source>Every depth</source>
        <translation>Jede Tiefe</translation>
    </message>
    <message>
        <source>Each way answers one prompt of each kind, in turn, and is compared with plain decoding. Cancelling keeps what is measured until then.</source>
        <translation>Jede Art beantwortet reihum einen Prompt jeder Sorte und wird mit dem Tempo ohne Entwürfe verglichen. Beim Abbrechen bleibt, was bis dahin gemessen ist.</translation>
    </message>
    <message>
        <source>{way} on {kind}</source>
        <translation>{way} bei {kind}</translation>
    </message>
    <message>
        <source>The profile cannot be written: {reason}.</source>
        <translation>Das Profil lässt sich nicht schreiben: {reason}.</translation>
    </message>
    <message>
        <source>In use: {way}</source>
        <translation>In Gebrauch: {way}</translation>
    </message>
</context>
<context>
    <name>TuningController</name>
    <message>
        <source>Measure best &amp;settings</source>
        <translation>Beste &amp;Einstellungen messen</translation>
    </message>
    <message>
        <source>Try threads, attention and weight layouts, and keep what is fastest here.</source>
        <translation>Threads, Attention und Anordnung der Gewichte ausprobieren und behalten, was hier am schnellsten ist.</translation>
    </message>
    <message>
        <source>&amp;Forget measured settings</source>
        <translation>Gemessene Einstellungen &amp;vergessen</translation>
    </message>
    <message>
        <source>What is fastest here</source>
        <translation>Was hier am schnellsten ist</translation>
    </message>
    <message>
        <source>Trying {what}</source>
        <translation>Probiert {what}</translation>
    </message>
    <message>
        <source>{words}, about {n} s left</source>
        <translation>{words}, noch etwa {n} s</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Measuring the best settings</source>
        <translation>Misst die besten Einstellungen</translation>
    </message>
    <message>
        <source>Measuring was cancelled. Nothing has changed.</source>
        <translation>Das Messen wurde abgebrochen. Nichts hat sich geändert.</translation>
    </message>
    <message>
        <source>{found} Rounding differs: a greedy text may change.</source>
        <translation>{found} Es wird anders gerundet: ein Text bei Temperatur 0 kann sich ändern.</translation>
    </message>
    <message>
        <source>What was measured cannot be forgotten.</source>
        <translation>Das Gemessene lässt sich nicht vergessen.</translation>
    </message>
    <message>
        <source>The usual settings are in force again.</source>
        <translation>Die üblichen Einstellungen gelten wieder.</translation>
    </message>
</context>
<context>
    <name>TurnRunner</name>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>Incomplete: the engine stopped.</source>
        <translation>Unvollständig: die Engine blieb stehen.</translation>
    </message>
</context>
<context>
    <name>VersionStrip</name>
    <message>
        <source>Version {n} of {all}</source>
        <translation>Fassung {n} von {all}</translation>
    </message>
</context>
<context>
    <name>WaitingLines</name>
    <message>
        <source>Next: {text}</source>
        <translation>Als Nächstes: {text}</translation>
    </message>
    <message>
        <source>Then: {text}</source>
        <translation>Danach: {text}</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>WindowPage</name>
    <message>
        <source>the system&apos;s</source>
        <translation>die des Systems</translation>
    </message>
    <message>
        <source>as the system says</source>
        <translation>wie das System sagt</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>In force from the next start.</source>
        <translation>Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Text si&amp;ze</source>
        <translation>&amp;Textgröße</translation>
    </message>
    <message>
        <source>Of the whole window, at once.</source>
        <translation>Im ganzen Fenster, sofort.</translation>
    </message>
    <message>
        <source>&amp;Reduce motion</source>
        <translation>&amp;Bewegung verringern</translation>
    </message>
    <message>
        <source>Nothing slides, pulses or plays by itself.</source>
        <translation>Nichts gleitet, pulsiert oder läuft von selbst ab.</translation>
    </message>
</context>
<context>
    <name>downloads</name>
    <message>
        <source>{size}/s</source>
        <translation>{size}/s</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>It goes on by itself.</source>
        <translation>Es geht von selbst weiter.</translation>
    </message>
    <message>
        <source>waits for its turn, {far}</source>
        <translation>wartet, bis es dran ist, {far}</translation>
    </message>
    <message>
        <source>checking that every byte is right, {share}</source>
        <translation>prüft, ob jedes Byte stimmt, {share}</translation>
    </message>
    <message>
        <source>paused, {far}</source>
        <translation>angehalten, {far}</translation>
    </message>
    <message>
        <source>here and checked, {total}</source>
        <translation>da und geprüft, {total}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Fetch the new file</source>
        <translation>Die neue Datei holen</translation>
    </message>
    <message>
        <source>Get access…</source>
        <translation>Zugang erhalten…</translation>
    </message>
</context>
<context>
    <name>examples</name>
    <message>
        <source>Tell me a short story about a harbour at dawn.</source>
        <translation>Erzähle eine kurze Geschichte über einen Hafen im Morgengrauen.</translation>
    </message>
    <message>
        <source>Why is the sky blue?</source>
        <translation>Warum ist der Himmel blau?</translation>
    </message>
    <message>
        <source>Write three sentences about the sea.</source>
        <translation>Schreibe drei Sätze über das Meer.</translation>
    </message>
</context>
<context>
    <name>force</name>
    <message>
        <source>{n} tokens of context</source>
        <translation>{n} Token Kontext</translation>
    </message>
    <message numerus="yes">
        <source>{n} layers on the GPU</source>
        <translation>
            <numerusform>{n} Schicht auf der GPU</numerusform>
            <numerusform>{n} Schichten auf der GPU</numerusform>
        </translation>
    </message>
    <message>
        <source>Loaded now: {name}, {settings}.</source>
        <translation>Jetzt geladen: {name}, {settings}.</translation>
    </message>
    <message>
        <source>Threads and attention: the program&apos;s usual choice, nothing was measured.</source>
        <translation>Threads und Attention: die übliche Wahl des Programms, nichts wurde gemessen.</translation>
    </message>
    <message>
        <source>By hand: {what}.</source>
        <translation>Von Hand: {what}.</translation>
    </message>
    <message>
        <source>the usual settings</source>
        <translation>die üblichen Einstellungen</translation>
    </message>
    <message>
        <source>{words} What was measured on {day} ({found}, {gain}) is not used beside it.</source>
        <translation>{words} Was am {day} gemessen wurde ({found}, {gain}), gilt daneben nicht.</translation>
    </message>
</context>
<context>
    <name>installed</name>
    <message>
        <source>its own MTP head</source>
        <translation>sein eigener MTP-Kopf</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>the same file is here {n} times</source>
        <translation>dieselbe Datei ist {n}-mal da</translation>
    </message>
    <message>
        <source>target</source>
        <translation>Zielmodell</translation>
    </message>
    <message>
        <source>drafter</source>
        <translation>Entwurfsmodell</translation>
    </message>
    <message>
        <source>companion</source>
        <translation>Begleiter</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>nicht benutzbar</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>noch nicht gelesen</translation>
    </message>
    <message>
        <source>Foretoken</source>
        <translation>Foretoken</translation>
    </message>
    <message>
        <source>where it was (linked)</source>
        <translation>wo es war (verknüpft)</translation>
    </message>
    <message>
        <source>Hugging Face cache</source>
        <translation>Hugging-Face-Cache</translation>
    </message>
    <message>
        <source>LM Studio</source>
        <translation>LM Studio</translation>
    </message>
    <message>
        <source>Ollama</source>
        <translation>Ollama</translation>
    </message>
    <message>
        <source>llama.cpp</source>
        <translation>llama.cpp</translation>
    </message>
    <message numerus="yes">
        <source>{n} models, {size}</source>
        <translation>
            <numerusform>{n} Modell, {size}</numerusform>
            <numerusform>{n} Modelle, {size}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>library</name>
    <message>
        <source>{n} months ago</source>
        <translation>vor {n} Monaten</translation>
    </message>
    <message numerus="yes">
        <source>{n} years ago</source>
        <translation>
            <numerusform>vor {n} Jahr</numerusform>
            <numerusform>vor {n} Jahren</numerusform>
        </translation>
    </message>
    <message>
        <source>licence not stated</source>
        <translation>Lizenz nicht angegeben</translation>
    </message>
    <message>
        <source>own licence</source>
        <translation>eigene Lizenz</translation>
    </message>
    <message>
        <source>gated: its terms have to be accepted</source>
        <translation>beschränkt: Bedingungen sind anzunehmen</translation>
    </message>
    <message>
        <source>gated: its owner decides who may download</source>
        <translation>beschränkt: der Eigentümer entscheidet, wer herunterladen darf</translation>
    </message>
    <message>
        <source>with drafter</source>
        <translation>mit Entwurfsmodell</translation>
    </message>
    <message>
        <source>drafter inside</source>
        <translation>Entwurf eingebaut</translation>
    </message>
    <message>
        <source>drafters only</source>
        <translation>nur Entwurfsmodelle</translation>
    </message>
    <message>
        <source>gated</source>
        <translation>beschränkt</translation>
    </message>
    <message>
        <source>from {size}</source>
        <translation>ab {size}</translation>
    </message>
    <message>
        <source>{n} downloads</source>
        <translation>{n} Downloads</translation>
    </message>
</context>
<context>
    <name>library details</name>
    <message>
        <source>{name} (in {n} files)</source>
        <translation>{name} (in {n} Dateien)</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>passt</translation>
    </message>
    <message>
        <source>tight</source>
        <translation>knapp</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>zu groß</translation>
    </message>
    <message>
        <source>needs about {size}</source>
        <translation>braucht etwa {size}</translation>
    </message>
    <message>
        <source>needs {size}</source>
        <translation>braucht {size}</translation>
    </message>
    <message>
        <source>fits this target</source>
        <translation>passt zu diesem Zielmodell</translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation>noch nicht geprüft</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>passt nicht</translation>
    </message>
    <message>
        <source>no longer there</source>
        <translation>nicht mehr da</translation>
    </message>
    <message>
        <source>inside the target</source>
        <translation>im Zielmodell</translation>
    </message>
    <message>
        <source>same repository</source>
        <translation>gleiches Repository</translation>
    </message>
    <message>
        <source>on this machine</source>
        <translation>auf diesem Rechner</translation>
    </message>
    <message>
        <source>recommended</source>
        <translation>empfohlen</translation>
    </message>
    <message>
        <source>here already</source>
        <translation>schon da</translation>
    </message>
    <message>
        <source>nothing more</source>
        <translation>nichts weiter</translation>
    </message>
    <message>
        <source>Estimate: {span} times as fast as without a drafter. {basis}</source>
        <translation>Schätzung: {span}-mal so schnell wie ohne Entwurfsmodell. {basis}</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Regenerate</source>
        <translation>Neu antworten</translation>
    </message>
    <message>
        <source>Regenerate with</source>
        <translation>Neu antworten mit</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Previous version</source>
        <translation>Vorige Fassung</translation>
    </message>
    <message>
        <source>Next version</source>
        <translation>Nächste Fassung</translation>
    </message>
    <message>
        <source>Copy this message.</source>
        <translation>Diese Nachricht kopieren.</translation>
    </message>
    <message>
        <source>Write it otherwise; what there is stays as another version.</source>
        <translation>Anders schreiben; was da ist, bleibt als andere Fassung.</translation>
    </message>
    <message>
        <source>Answer again; this answer stays as another version.</source>
        <translation>Neu antworten; diese Antwort bleibt als andere Fassung.</translation>
    </message>
    <message>
        <source>Load another pair and answer again with it.</source>
        <translation>Ein anderes Paar laden und damit neu antworten.</translation>
    </message>
    <message>
        <source>Go on where this answer ends.</source>
        <translation>Weitermachen, wo diese Antwort endet.</translation>
    </message>
    <message>
        <source>Delete this message and what follows it.</source>
        <translation>Diese Nachricht und was ihr folgt löschen.</translation>
    </message>
    <message>
        <source>Show the version before this one.</source>
        <translation>Die Fassung vor dieser zeigen.</translation>
    </message>
    <message>
        <source>Show the version after this one.</source>
        <translation>Die Fassung nach dieser zeigen.</translation>
    </message>
</context>
<context>
    <name>origin_words</name>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>recovered</source>
        <translation>berichtigt</translation>
    </message>
    <message>
        <source>bonus</source>
        <translation>Bonus</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>plain</source>
        <translation>ohne Entwurf</translation>
    </message>
    <message>
        <source>solid underline</source>
        <translation>durchgehend unterstrichen</translation>
    </message>
    <message>
        <source>dotted underline</source>
        <translation>gepunktet unterstrichen</translation>
    </message>
    <message>
        <source>double underline</source>
        <translation>doppelt unterstrichen</translation>
    </message>
    <message>
        <source>struck through, not part of the answer</source>
        <translation>durchgestrichen, nicht Teil der Antwort</translation>
    </message>
    <message>
        <source>no mark</source>
        <translation>ohne Zeichen</translation>
    </message>
    <message>
        <source>The drafter guessed this token and the target kept it.</source>
        <translation>Das Entwurfsmodell riet dieses Token, und das Zielmodell behielt es.</translation>
    </message>
    <message>
        <source>The target&apos;s own token, in place of a guess that it rejected.</source>
        <translation>Das eigene Token des Zielmodells anstelle einer verworfenen Vermutung.</translation>
    </message>
    <message>
        <source>The whole draft was accepted; the same pass of the target gave this token for free.</source>
        <translation>Der ganze Entwurf wurde angenommen; derselbe Durchlauf des Zielmodells gab dieses Token gratis dazu.</translation>
    </message>
    <message>
        <source>What the drafter guessed and the target did not keep. It is never copied.</source>
        <translation>Was das Entwurfsmodell riet und das Zielmodell nicht behielt. Es wird nie kopiert.</translation>
    </message>
    <message>
        <source>Nothing was drafted: one pass of the target, one token.</source>
        <translation>Nichts wurde entworfen: ein Durchlauf des Zielmodells, ein Token.</translation>
    </message>
</context>
<context>
    <name>race</name>
    <message>
        <source>{method}, depth auto</source>
        <translation>{method}, Tiefe auto</translation>
    </message>
    <message>
        <source>{method}, depth {n}</source>
        <translation>{method}, Tiefe {n}</translation>
    </message>
    <message>
        <source>{method}, lookup first</source>
        <translation>{method}, erst nachschlagen</translation>
    </message>
    <message>
        <source>No clear winner: {b} ran at {x}x of {a}</source>
        <translation>Kein klarer Sieger: {b} lief mit dem {x}-Fachen von {a}</translation>
    </message>
    <message>
        <source>{b} is {x}x as fast as {a}</source>
        <translation>{b} ist {x}-mal so schnell wie {a}</translation>
    </message>
    <message>
        <source>{a} is faster here: {b} runs at {x}x of it</source>
        <translation>{a} ist hier schneller: {b} läuft mit dem {x}-Fachen davon</translation>
    </message>
    <message>
        <source>One repeat: run more to know the spread.</source>
        <translation>Eine Wiederholung: mehr zeigen die Streuung.</translation>
    </message>
    <message>
        <source>{low}x to {high}x over {n} repeats, each measured in turn</source>
        <translation>{low}- bis {high}-fach über {n} Wiederholungen, abwechselnd gemessen</translation>
    </message>
    <message>
        <source>Both take the same memory.</source>
        <translation>Beide brauchen gleich viel Speicher.</translation>
    </message>
    <message>
        <source>Memory: {sign}{share} ({mb} MB) for {name}</source>
        <translation>Speicher: {sign}{share} ({mb} MB) für {name}</translation>
    </message>
    <message>
        <source>The texts were sampled, so they differ; both ran to the same {n} tokens.</source>
        <translation>Die Texte wurden ausgelost, also sind sie verschieden; beide liefen bis zu denselben {n} Token.</translation>
    </message>
    <message>
        <source>Both wrote the same text, token for token.</source>
        <translation>Beide schrieben denselben Text, Token für Token.</translation>
    </message>
    <message>
        <source>The texts part at token {n}: {a} wrote {one}, {b} {other}. Tokens evaluated together round differently from one alone, which decides near-ties.</source>
        <translation>Die Texte trennen sich bei Token {n}: {a} schrieb {one}, {b} {other}. Gemeinsam berechnete Token runden anders als ein einzelnes, was bei beinahe Gleichen entscheidet.</translation>
    </message>
    <message>
        <source>{seconds} s, {rate}</source>
        <translation>{seconds} s, {rate}</translation>
    </message>
    <message>
        <source>The machine was not quiet: {load} processes wanted to compute on {cores} cores. Race again when nothing else runs.</source>
        <translation>Der Rechner war nicht ruhig: {load} Prozesse wollten auf {cores} Kernen rechnen. Das Rennen wiederholen, wenn sonst nichts läuft.</translation>
    </message>
    <message>
        <source>nothing more</source>
        <translation>nichts weiter</translation>
    </message>
    <message>
        <source>“{text}” (probability {p})</source>
        <translation>„{text}“ (Wahrscheinlichkeit {p})</translation>
    </message>
    <message>
        <source>Prompt: {prompt}</source>
        <translation>Prompt: {prompt}</translation>
    </message>
    <message>
        <source>{pair}, greedy, at most {n} tokens</source>
        <translation>{pair}, Temperatur 0, höchstens {n} Token</translation>
    </message>
    <message>
        <source>{pair}, temperature {t}, top-k {k}, top-p {p}, seed {s}, {n} tokens</source>
        <translation>{pair}, Temperatur {t}, Top-k {k}, Top-p {p}, Startwert {s}, {n} Token</translation>
    </message>
    <message numerus="yes">
        <source>{n} cores</source>
        <translation>
            <numerusform>{n} Kern</numerusform>
            <numerusform>{n} Kerne</numerusform>
        </translation>
    </message>
    <message>
        <source>Loading the pair</source>
        <translation>Lädt das Paar</translation>
    </message>
    <message>
        <source>{name}: warming up</source>
        <translation>{name}: läuft warm</translation>
    </message>
    <message>
        <source>{name}: asking why the texts part</source>
        <translation>{name}: fragt, warum die Texte sich trennen</translation>
    </message>
    <message>
        <source>{name}: run {i} of {n}</source>
        <translation>{name}: Lauf {i} von {n}</translation>
    </message>
</context>
<context>
    <name>shortcuts</name>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Begin a new line</source>
        <translation>Neue Zeile beginnen</translation>
    </message>
    <message>
        <source>Stop the answer, or go back to the conversation</source>
        <translation>Antwort anhalten oder zurück zur Unterhaltung</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Previous and next token</source>
        <translation>Voriges und nächstes Token</translation>
    </message>
    <message>
        <source>First and last token of the answer</source>
        <translation>Erstes und letztes Token der Antwort</translation>
    </message>
    <message>
        <source>Back to the message</source>
        <translation>Zurück zur Nachricht</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Unterhaltungen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Read the figure before or after</source>
        <translation>Die Zahl davor oder danach lesen</translation>
    </message>
    <message>
        <source>Read the first or the last figure</source>
        <translation>Die erste oder letzte Zahl lesen</translation>
    </message>
    <message>
        <source>Race</source>
        <translation>Rennen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Abspielen oder anhalten</translation>
    </message>
    <message>
        <source>One round back or on</source>
        <translation>Eine Runde zurück oder weiter</translation>
    </message>
    <message>
        <source>First and last round</source>
        <translation>Erste und letzte Runde</translation>
    </message>
    <message>
        <source>Ten rounds back or on</source>
        <translation>Zehn Runden zurück oder weiter</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>To the results</source>
        <translation>Zu den Ergebnissen</translation>
    </message>
    <message>
        <source>Delete a model</source>
        <translation>Ein Modell löschen</translation>
    </message>
    <message>
        <source>Message that is chosen</source>
        <translation>Gewählte Nachricht</translation>
    </message>
</context>
<context>
    <name>token_words</name>
    <message>
        <source>{token}  {origin}, token {n} of {all}</source>
        <translation>{token}  {origin}, Token {n} von {all}</translation>
    </message>
    <message>
        <source>Probabilities are known only of answers asked for while tokens by origin is on.</source>
        <translation>Wahrscheinlichkeiten sind nur von Antworten bekannt, die bei „Token nach Herkunft“ erfragt wurden.</translation>
    </message>
    <message>
        <source>(the answer ends)</source>
        <translation>(die Antwort endet)</translation>
    </message>
    <message>
        <source>(part of a character)</source>
        <translation>(Teil eines Zeichens)</translation>
    </message>
    <message>
        <source>The drafter</source>
        <translation>Das Entwurfsmodell</translation>
    </message>
    <message>
        <source>Prompt lookup</source>
        <translation>Nachschlagen im Prompt</translation>
    </message>
    <message>
        <source>0&#x202f;%, cut off by top-k, top-p or min-p,</source>
        <translation>0&#x202f;%, abgeschnitten durch Top-k, Top-p oder Min-p,</translation>
    </message>
    <message>
        <source>Nothing was drafted in this round; the target wrote the token{p}.</source>
        <translation>In dieser Runde wurde nichts entworfen; das Zielmodell schrieb das Token{p}.</translation>
    </message>
    <message>
        <source>The draft token of this round was accepted, so the same pass of the target gave one more token for free{p}.</source>
        <translation>Das Entwurfs-Token dieser Runde wurde angenommen, so gab derselbe Durchlauf des Zielmodells ein Token gratis dazu{p}.</translation>
    </message>
    <message>
        <source>All {n} draft tokens of this round were accepted, so the same pass of the target gave one more token for free{p}.</source>
        <translation>Alle {n} Entwurfs-Token dieser Runde wurden angenommen, so gab derselbe Durchlauf des Zielmodells ein Token gratis dazu{p}.</translation>
    </message>
    <message>
        <source>{drafter} guessed it{d}, and the target kept it{p}.</source>
        <translation>{drafter} riet es{d}, und das Zielmodell behielt es{p}.</translation>
    </message>
    <message>
        <source>{drafter} guessed {guess}{d}. The target found that {t} likely; the answer ends here instead.</source>
        <translation>{drafter} riet {guess}{d}. Dem Zielmodell war das zu {t} wahrscheinlich; die Antwort endet stattdessen hier.</translation>
    </message>
    <message>
        <source>{drafter} guessed {guess}; the answer ends here instead.</source>
        <translation>{drafter} riet {guess}; die Antwort endet stattdessen hier.</translation>
    </message>
    <message>
        <source>{drafter} guessed {guess}{d}. The target found that {t} likely and wrote {token} instead{p}.</source>
        <translation>{drafter} riet {guess}{d}. Dem Zielmodell war das zu {t} wahrscheinlich, es schrieb stattdessen {token}{p}.</translation>
    </message>
    <message>
        <source>{drafter} guessed {guess}; the target wrote {token} instead.</source>
        <translation>{drafter} riet {guess}; das Zielmodell schrieb stattdessen {token}.</translation>
    </message>
    <message>
        <source>Rule: rejection sampling. Kept with probability {ratio}: accepted.</source>
        <translation>Regel: Verwerfungsverfahren. Behalten mit Wahrscheinlichkeit {ratio}: angenommen.</translation>
    </message>
    <message>
        <source>Rule: rejection sampling. Kept with probability {ratio}: rejected. The new token was drawn from the residual, what the target gives more than the drafter.</source>
        <translation>Regel: Verwerfungsverfahren. Behalten mit Wahrscheinlichkeit {ratio}: verworfen. Das neue Token wurde aus dem Rest gezogen, dem, was das Zielmodell mehr gibt als das Entwurfsmodell.</translation>
    </message>
    <message>
        <source>Rule: match. The target&apos;s own first choice is the same: accepted.</source>
        <translation>Regel: Übereinstimmung. Die erste Wahl des Zielmodells ist dieselbe: angenommen.</translation>
    </message>
    <message>
        <source>Rule: match. The target&apos;s own first choice is another: rejected.</source>
        <translation>Regel: Übereinstimmung. Die erste Wahl des Zielmodells ist eine andere: verworfen.</translation>
    </message>
    <message>
        <source>Rule: match. The token that the target drew itself is the same: accepted.</source>
        <translation>Regel: Übereinstimmung. Das vom Zielmodell selbst gezogene Token ist dasselbe: angenommen.</translation>
    </message>
    <message>
        <source>Rule: match. The token that the target drew itself is another: rejected.</source>
        <translation>Regel: Übereinstimmung. Das vom Zielmodell selbst gezogene Token ist ein anderes: verworfen.</translation>
    </message>
    <message>
        <source>min(1, target / draft)</source>
        <translation>min(1, Ziel / Entwurf)</translation>
    </message>
    <message>
        <source>min(1, {t} / {d}) = {ratio}</source>
        <translation>min(1, {t} / {d}) = {ratio}</translation>
    </message>
    <message>
        <source>{words} behind it went with it, unjudged.</source>
        <translation>{words} dahinter fiel ungeprüft mit weg.</translation>
    </message>
    <message>
        <source>{n} more draft tokens went with it, unjudged: {words}.</source>
        <translation>{n} weitere Entwurfs-Token fielen ungeprüft mit weg: {words}.</translation>
    </message>
    <message>
        <source>Round {n}</source>
        <translation>Runde {n}</translation>
    </message>
    <message>
        <source>position {i} of {n} in the draft</source>
        <translation>Stelle {i} von {n} im Entwurf</translation>
    </message>
    <message>
        <source>{n} tokens from one pass</source>
        <translation>{n} Token aus einem Durchlauf</translation>
    </message>
    <message>
        <source>draft {ms}</source>
        <translation>entwerfen {ms}</translation>
    </message>
    <message>
        <source>verify {ms}</source>
        <translation>prüfen {ms}</translation>
    </message>
    <message>
        <source>in all {ms}</source>
        <translation>zusammen {ms}</translation>
    </message>
</context>
<context>
    <name>trace</name>
    <message>
        <source>Real time</source>
        <translation>Echtzeit</translation>
    </message>
    <message>
        <source>Slow motion 1/4</source>
        <translation>Zeitlupe 1/4</translation>
    </message>
    <message>
        <source>Slow motion 1/10</source>
        <translation>Zeitlupe 1/10</translation>
    </message>
    <message>
        <source>Slow motion 1/100</source>
        <translation>Zeitlupe 1/100</translation>
    </message>
    <message>
        <source>Three rounds a second</source>
        <translation>Drei Runden pro Sekunde</translation>
    </message>
    <message>
        <source>One round a second</source>
        <translation>Eine Runde pro Sekunde</translation>
    </message>
    <message numerus="yes">
        <source>shown at {n} rounds a second</source>
        <translation>
            <numerusform>gezeigt mit {n} Runde pro Sekunde</numerusform>
            <numerusform>gezeigt mit {n} Runden pro Sekunde</numerusform>
        </translation>
    </message>
    <message>
        <source>shown at {x}x</source>
        <translation>gezeigt mit {x}-fachem Tempo</translation>
    </message>
    <message>
        <source>measured {rate}</source>
        <translation>gemessen {rate}</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>recovered</source>
        <translation>berichtigt</translation>
    </message>
    <message>
        <source>bonus</source>
        <translation>Bonus</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>lookup first</source>
        <translation>erst nachschlagen</translation>
    </message>
    <message>
        <source>depth auto</source>
        <translation>Tiefe auto</translation>
    </message>
    <message>
        <source>depth {n}</source>
        <translation>Tiefe {n}</translation>
    </message>
    <message>
        <source>temperature {t}</source>
        <translation>Temperatur {t}</translation>
    </message>
    <message>
        <source>greedy</source>
        <translation>Temperatur 0</translation>
    </message>
    <message numerus="yes">
        <source>{n} tokens</source>
        <translation>
            <numerusform>{n} Token</numerusform>
            <numerusform>{n} Token</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} rounds</source>
        <translation>
            <numerusform>{n} Runde</numerusform>
            <numerusform>{n} Runden</numerusform>
        </translation>
    </message>
    <message>
        <source>{p} of draft tokens accepted</source>
        <translation>{p} der Entwurfs-Token angenommen</translation>
    </message>
    <message>
        <source>cut: the answer had more rounds</source>
        <translation>gekürzt: die Antwort hatte mehr Runden</translation>
    </message>
    <message>
        <source>the answer failed</source>
        <translation>die Antwort ist gescheitert</translation>
    </message>
    <message>
        <source>Before the first of {total} rounds</source>
        <translation>Vor der ersten von {total} Runden</translation>
    </message>
    <message>
        <source>Round {n} of {total}</source>
        <translation>Runde {n} von {total}</translation>
    </message>
    <message>
        <source>plain</source>
        <translation>ohne Entwurf</translation>
    </message>
    <message>
        <source>draft {draft}, verify {verify}</source>
        <translation>entwerfen {draft}, prüfen {verify}</translation>
    </message>
    <message>
        <source>Round {n}: {what}; {times}.</source>
        <translation>Runde {n}: {what}; {times}.</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
</context>
<context>
    <name>tune</name>
    <message>
        <source>Plain decoding</source>
        <translation>Ohne Entwürfe</translation>
    </message>
    <message>
        <source>Prompt lookup</source>
        <translation>Nachschlagen im Prompt</translation>
    </message>
    <message>
        <source>Depth auto</source>
        <translation>Tiefe auto</translation>
    </message>
    <message>
        <source>Depth {n}</source>
        <translation>Tiefe {n}</translation>
    </message>
    <message>
        <source>{depth}, stop below {p}</source>
        <translation>{depth}, Ende unter {p}</translation>
    </message>
    <message>
        <source>{x}x of plain decoding ({low}x to {high}x)</source>
        <translation>{x}-Faches des Tempos ohne Entwürfe ({low}- bis {high}-fach)</translation>
    </message>
    <message>
        <source>{n} tokens for each pass</source>
        <translation>{n} Token je Durchlauf</translation>
    </message>
    <message>
        <source>{p} of draft tokens accepted</source>
        <translation>{p} der Entwurfs-Token angenommen</translation>
    </message>
    <message>
        <source>Plain decoding is the fastest here</source>
        <translation>Ohne Entwürfe ist es hier am schnellsten</translation>
    </message>
    <message>
        <source>{way} is the fastest here: {x}x of plain decoding</source>
        <translation>{way} ist hier am schnellsten: {x}-Faches des Tempos ohne Entwürfe</translation>
    </message>
    <message>
        <source>{kind}: {way}</source>
        <translation>{kind}: {way}</translation>
    </message>
    <message>
        <source>Another way is faster for {list}.</source>
        <translation>Eine andere Art ist schneller für {list}.</translation>
    </message>
</context>
<context>
    <name>wording</name>
    <message>
        <source>{rate} tok/s</source>
        <translation>{rate} Tok/s</translation>
    </message>
    <message>
        <source>{value} ms</source>
        <translation>{value} ms</translation>
    </message>
    <message>
        <source>{n} B</source>
        <translation>{n} B</translation>
    </message>
    <message>
        <source>{n} KB</source>
        <translation>{n} KB</translation>
    </message>
    <message>
        <source>{n} MB</source>
        <translation>{n} MB</translation>
    </message>
    <message>
        <source>{n} GB</source>
        <translation>{n} GB</translation>
    </message>
    <message>
        <source>{n} ms</source>
        <translation>{n} ms</translation>
    </message>
    <message>
        <source>0 s</source>
        <translation>0 s</translation>
    </message>
    <message>
        <source>{m} min {s} s</source>
        <translation>{m} min {s} s</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} s</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>{n} min ago</source>
        <translation>vor {n} min</translation>
    </message>
    <message>
        <source>{n} h ago</source>
        <translation>vor {n} h</translation>
    </message>
    <message numerus="yes">
        <source>{n} days ago</source>
        <translation>
            <numerusform>vor {n} Tag</numerusform>
            <numerusform>vor {n} Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Plain decoding</source>
        <translation>Ohne Entwürfe</translation>
    </message>
    <message>
        <source>Draft model</source>
        <translation>Entwurfsmodell</translation>
    </message>
    <message>
        <source>Multi-token prediction</source>
        <translation>Multi-Token-Vorhersage</translation>
    </message>
    <message>
        <source>EAGLE-3</source>
        <translation>EAGLE-3</translation>
    </message>
    <message>
        <source>Prompt lookup</source>
        <translation>Nachschlagen im Prompt</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>plain is timed first</source>
        <translation>erst wird das Tempo ohne Entwürfe gemessen</translation>
    </message>
    <message>
        <source>trying depth {after}</source>
        <translation>versucht Tiefe {after}</translation>
    </message>
    <message>
        <source>timing plain again, to compare</source>
        <translation>misst wieder ohne Entwürfe, zum Vergleich</translation>
    </message>
    <message>
        <source>depth {after}, {speedup}x of plain expected</source>
        <translation>Tiefe {after}, {speedup}-Faches von „ohne“ erwartet</translation>
    </message>
    <message>
        <source>back to {after}: depth {before} gave {speedup}x of plain</source>
        <translation>zurück auf {after}: Tiefe {before} ergab das {speedup}-Fache von „ohne“</translation>
    </message>
    <message>
        <source>off: all depths are slower, the best {speedup}x</source>
        <translation>aus: alle Tiefen sind langsamer, die beste {speedup}-fach</translation>
    </message>
    <message>
        <source>off: no depth gains enough, the best {speedup}x</source>
        <translation>aus: keine Tiefe bringt genug, die beste {speedup}-fach</translation>
    </message>
    <message>
        <source>off: there is nothing to draft with</source>
        <translation>aus: nichts da, womit zu entwerfen wäre</translation>
    </message>
    <message>
        <source>Ended at the length limit</source>
        <translation>An der Längengrenze beendet</translation>
    </message>
    <message>
        <source>The context is full: start a new conversation, or raise its length in Settings</source>
        <translation>Der Kontext ist voll: eine neue Unterhaltung beginnen oder seine Länge in den Einstellungen erhöhen</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Without the oldest {n} questions and answers: the context is full</source>
        <translation>Ohne die ältesten {n} Fragen und Antworten: der Kontext ist voll</translation>
    </message>
    <message>
        <source>Without the oldest question and its answer: the context is full</source>
        <translation>Ohne die älteste Frage und ihre Antwort: der Kontext ist voll</translation>
    </message>
    <message numerus="yes">
        <source>{n} tokens</source>
        <translation>
            <numerusform>{n} Token</numerusform>
            <numerusform>{n} Token</numerusform>
        </translation>
    </message>
    <message>
        <source>{p} accepted</source>
        <translation>{p} angenommen</translation>
    </message>
    <message>
        <source>read {n} of {total} prompt tokens</source>
        <translation>{n} von {total} Prompt-Token gelesen</translation>
    </message>
    <message>
        <source>about {n} s left</source>
        <translation>noch etwa {n} s</translation>
    </message>
    <message>
        <source>about {n} min left</source>
        <translation>noch etwa {n} min</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Code edit</source>
        <translation>Code-Änderung</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>Übersetzung</translation>
    </message>
    <message>
        <source>Maths</source>
        <translation>Mathematik</translation>
    </message>
</context>
</TS>
