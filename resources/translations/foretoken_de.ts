<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>AccessWays</name>
    <message>
        <source>Text &amp;larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text &amp;smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text at its &amp;usual size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ActionsBar</name>
    <message>
        <source>Load options…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load and chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download target and drafter ({size})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download drafter ({size})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download target ({size})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BaselineLine</name>
    <message>
        <source>Plain decoding&apos;s measured speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure plain now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decodes without drafts for a moment, at the length the conversation has now. Nothing of it is shown or kept but the speed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring plain…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain –, not measured yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain {rate}: {rounds} rounds at context {low} to {high}, {age}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain – here; {rate} at context {low} to {high}, {age}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CacheForm</name>
    <message>
        <source>Type of the cache&apos;s keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type of the cache&apos;s values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flash attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f16</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>q8_0, half the size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>q4_0, a quarter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keys in {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>values in {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>flash attention automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>flash attention on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>flash attention off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quantized values need flash attention: automatic switches it on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quantized values need flash attention; keys do not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A smaller cache rounds its numbers, which may change the text.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>Model card</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatView</name>
    <message>
        <source>Tokens by &amp;origin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Inspect tokens</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChecksView</name>
    <message>
        <source>passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Message Foretoken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <source>Round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play or pause (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pace of the replay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First round (Home)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One round back (Left)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One round on (Right)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last round (End)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConversationList</name>
    <message>
        <source>Pinned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder {name}, {state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Older</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Counters</name>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft tokens accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passes of the target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens for each pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{a} of {d} ({p})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} ({cached} cached), {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Foretoken hit a bug</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside Foretoken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{summary}

The conversation is still there and you can go on. The report below holds versions and log lines, nothing you wrote.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DepthChart</name>
    <message>
        <source>Draft tokens over the rounds of the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From round {n}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round {n}: {depth} drafted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DepthReasons</name>
    <message>
        <source>Why the depth is what it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round {n}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lookup drafts as much as it finds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is drafted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fixed at {n}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DetailsView</name>
    <message>
        <source>About this repository</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model &amp;card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A&amp;ll files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model on the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here you see its licence, its card, which of its files fit this machine, and a drafter for it, before anything is downloaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading about {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This repository has no card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeviceBars</name>
    <message>
        <source>Memory of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of {room} free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n}, {room} free</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DownloadsView</name>
    <message>
        <source>Bandwidth limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is on its way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloads appear here. They go on after a restart, and every byte is checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Bandwidth limit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DraftersModel</name>
    <message>
        <source>Drafter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pair doctor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No drafter: plain decoding</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Ask something</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A small drafter guesses the next few tokens, the target checks them all in one pass and keeps what it would have written itself. The panel shows it happen.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;On the hub</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open this repository&apos;s page in the browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>moved here from {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>made for {n} tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} downloads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} likes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FetchWorker</name>
    <message>
        <source>Something went wrong in Foretoken with this download.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FileIntake</name>
    <message>
        <source>Open target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open drafter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models (*.gguf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A drafter for this target lies beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} can guess ahead, so answers may come faster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FileStrip</name>
    <message>
        <source>Drafter to load with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drafters on this machine that fit this target.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load and chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load options…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metadata…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was in {folder} and is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} tokens of context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verified {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its own MTP head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no drafter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilesForm</name>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drafter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other drafter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No drafter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (built in)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open drafter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models (*.gguf)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilesModel</name>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilesView</name>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file to read why it is taken for what it is.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindView</name>
    <message>
        <source>Searching the hub</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try fewer words, or the name of its maker.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filters leave out what does not state what they ask for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No GGUF repository is called that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is installed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FitView</name>
    <message>
        <source>Context length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many tokens of conversation the pair is to hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} tokens, suggested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>suggested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory appears once the file&apos;s first keys are read.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GateView</name>
    <message>
        <source>Open its page…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GgufWorker</name>
    <message>
        <source>{name} could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GpuForm</name>
    <message>
        <source>Layers on the GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>llama.cpp finds no GPU here: all is computed on the CPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: {what}, {free} free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share by free memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counts where every GPU that takes part has one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>What speculation does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens the drafter guesses before each pass of the target. Auto measures what each depth brings here, and turns speculation off where plain decoding is faster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>depth auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>depth {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find, download and choose models (Ctrl+Shift+M)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the pair and how it is loaded (Ctrl+L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unloaded; the next question loads it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model loaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open one with File &gt; Open target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no drafter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drafted by its own MTP head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drafted by lookup, then {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drafted by {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How answers are decoded. Changes with the next answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MTP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EAGLE-3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lookup (n-gram)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off (plain)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Headline</name>
    <message>
        <source>Plain is faster here: drafting is off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing with plain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain is not measured at this length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain is not measured yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{x}x faster than plain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As fast as plain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain is {x}x faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As plain: nothing repeats, so nothing is drafted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain decoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>under 1&#x202f;%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+{share} memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What speculation does here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory for the drafter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{memory} for the drafter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HeatMap</name>
    <message>
        <source>Speed of each way by kind of text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HubPage</name>
    <message>
        <source>&amp;Offline: nothing is asked of the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> MB/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foretoken&apos;s own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the system&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the system&apos;s certificates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Models folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where new downloads go; what is there already stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Bandwidth limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of all downloads together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Hub</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another hub&apos;s address; empty asks HF_ENDPOINT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>http://… or socks5://HOST:PORT; empty takes the system&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Certificates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A PEM file to trust besides the system&apos;s, as companies&apos; proxies need.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Installed models work as ever.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For gated models; it is in force at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HubWorker</name>
    <message>
        <source>Something went wrong with the hub.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportButton</name>
    <message>
        <source>I&amp;mport</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;older…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files, &amp;copied to the models folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models (*.gguf);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a folder of models</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InferenceWorker</name>
    <message>
        <source>Something went wrong inside Foretoken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report says where; try again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InstalledModel</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drafter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last used</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InstalledView</name>
    <message>
        <source>Filter by name, kind, place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter installed models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look a&amp;gain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find &amp;copies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compares files of the same size, byte by byte.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Installed models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No installed model matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download a pair, or drop GGUF files and folders here: they stay where they are. Models of the Hugging Face cache, LM Studio, Ollama and llama.cpp are found by themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No models on this machine yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobRow</name>
    <message>
        <source>Earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobStrip</name>
    <message>
        <source>Downloaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load and chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Lane</name>
    <message>
        <source>{n} tokens</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LedgerLines</name>
    <message>
        <source>This answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much longer plain decoding would have taken for as many tokens, at its measured speed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This sitting, saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Summed over the answers since the program started that drafts made faster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This sitting, lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Summed over those that drafts made slower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the answers with drafts: those for which plain decoding was measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimated against</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The measured speed of plain decoding in force for this answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plain {rate}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{s} saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{s} lost</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LibraryWorker</name>
    <message>
        <source>Something went wrong in the library.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LinkQuestion</name>
    <message>
        <source>Open a link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open this address in the browser?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoadDialog</name>
    <message>
        <source>Load a pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use measured settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>U&amp;nload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel loading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Defaults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When Foretoken &amp;starts, load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a start loads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the last pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the built-in pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing, until a question is asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading {name}: {doing}, {done}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoadForm</name>
    <message>
        <source>Context length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;ache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Unload when idle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>automatic: what the files are made for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MTP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EAGLE-3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lookup (n-gram)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off (plain)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as many as fit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoadPanel</name>
    <message>
        <source>&amp;Load options…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Unload the pair</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Foretoken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;top answering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open target…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;drafter…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the &amp;embedded pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed &amp;panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed panel on the &amp;left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the &amp;figures mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {v}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Conversations</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Measuring</name>
    <message>
        <source>Something else is being measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An answer is under way: stop it, or wait for its end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model is loaded: open one first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MemoryBar</name>
    <message>
        <source>weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KV cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rollback states</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>compute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drafter weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drafter KV cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drafter rollback states</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drafter compute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{part}: {size} ({share})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{total} of {free} free</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessagePane</name>
    <message>
        <source>Under way</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MetadataDialog</name>
    <message>
        <source>{name}: metadata</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GGUF {version}  ·  {keys} keys  ·  {tensors} tensors  ·  {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter keys and tensors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys and tensors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value in full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a row to see its value in full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy value</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MetadataModel</name>
    <message>
        <source>Key or tensor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value or shape</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fi&amp;nd</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Downloads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back to the chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Downloads ({n})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelsParts</name>
    <message>
        <source>&amp;Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} with its drafter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NumberChoice</name>
    <message>
        <source>automatic</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OriginLegend</name>
    <message>
        <source>Tokens by origin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a token, or F6, then ← →</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marks: {kinds}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PairController</name>
    <message>
        <source>Nothing is loaded yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The embedded pair is missing from this installation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a target with File &gt; Open target.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unloaded. The next question loads it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unloaded while idle. The next question loads it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reloaded without speculation: the engine stopped while it was on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading was cancelled. The next question loads the pair.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PairNotices</name>
    <message>
        <source>Loading {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reload</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PairPanel</name>
    <message>
        <source>Looking for drafters that go with it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No drafter is known for this target. It can still draft by prompt lookup, where an answer repeats what stands before it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PairView</name>
    <message>
        <source>Targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drafters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlanView</name>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the files and asking what is free…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too large. {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fits, {n} tokens of context.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tight, {n} tokens of context: little is left for anything else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fits, {n} tokens of context, {layers} of {most} layers on the GPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft as the files can</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context of {n} tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache in {kind}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flash attention automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read weights from the disk (very slow)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As many layers as fit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlanWorker</name>
    <message>
        <source>What this would take is not known.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PositionBars</name>
    <message>
        <source>Acceptance by position in the draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appears with the first draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Position {n}: {accepted} of {submitted} accepted ({share}); {conditional} of the {reached} whose predecessors were</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RaceChart</name>
    <message>
        <source>Seconds of decoding, run by run</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RaceDialog</name>
    <message>
        <source>Race</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What keeps the race from starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the race</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both answer the same prompt, in turn, a few times: two at once would slow each other down. Then both are replayed side by side on one clock.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A race</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} cannot be written: {reason}. Choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RaceSetup</name>
    <message>
        <source>Kind of prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt to race on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First entrant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second entrant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens of each answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start race</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another pair…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Race against a target and drafter from other files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To&amp;kens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Entrants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Repeats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pair}, depth auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pair}, plain decoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GGUF files (*.gguf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target of the other pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its drafter (cancel for none)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <source>&amp;Recent pairs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RemovalFlow</name>
    <message>
        <source>Nothing was deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} belongs to {owners}, which would lose it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete it there too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} is in the trash; {size} will be free once it is emptied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} is deleted; {size} are free again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} is no longer listed; the file stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} is forgotten.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RepetitionPage</name>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Repeat penalty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Above 1, recent tokens become less likely; 1 is off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Frequency penalty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken off for each time a token came recently; 0 is off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Presence penalty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken off once if a token came recently; 0 is off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Penalty &amp;window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many tokens are recent, those of the prompt too.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultView</name>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replay speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slowed down to a quarter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slowed down to 1/{n}, to read along</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{s} s of decoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Median runs, measured one after the other</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RoundStrip</name>
    <message>
        <source>Tokens of each round by what became of them</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SamplingPage</name>
    <message>
        <source>0 (likeliest token)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another one each time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Higher is more varied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top-&amp;k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose among the k likeliest tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top-&amp;p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose among tokens that together reach p.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Min-p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop tokens below this share of the likeliest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;eed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A number makes answers repeat, unless the draft depth is automatic.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SaveAs</name>
    <message>
        <source>&amp;Save as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Trace…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Animated &amp;GIF…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;PNG pictures…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table (&amp;CSV)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save trace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traces (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save GIF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Animated GIF (*.gif)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder for the pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} s left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {path}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Search the hub: a name, or an address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the hub</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By downloads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By likes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fits this &amp;machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its smallest file fits into this machine&apos;s memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With a d&amp;rafter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its files&apos; names say that a drafter is among them, or inside the target.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchDialog</name>
    <message>
        <source>Search conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words in any message or title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search all conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every word must occur; &quot;quoted words&quot; follow each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found. Try fewer or shorter words.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repetition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Shelf</name>
    <message>
        <source>S&amp;earch conversations…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted “{title}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} (copy)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of your conversations is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was kept as {path}; a new one was begun.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An action or a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No shortcut has these words.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search all conversations (Ctrl+K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you ask is kept here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New folder…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpeedChart</name>
    <message>
        <source>Tokens per second over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed appears with the first rounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After {seconds} s: {now} smoothed, {mean} so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plain {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now {n}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpeedDock</name>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Freezes the pictures; measuring goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empties the pictures; what this sitting saved stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saves what the panel shows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hides the panel; View brings it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the speed panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Picture of the panel (PNG)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Rounds as a table (CSV)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the panel as a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the rounds as a table</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpeedPage</name>
    <message>
        <source>&amp;Look up repetitions first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejection sampling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft &amp;depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens guessed before each pass.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;top drafting below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A guess less likely than this to the drafter is not sent to the target.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Verification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic is rejection sampling above temperature 0: it keeps more guesses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text that repeats the conversation is drafted from it, the rest as before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as fast as it comes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> tokens/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>up to {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Show text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A reading speed for fast models; about 20 reads well. Figures stay measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Context length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of the conversation fits; a change reloads the model.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpeedPanel</name>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed appears with the first answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens per round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted by position in the draft (line: conditional)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Milliseconds per round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft length over rounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time saved (estimate)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shown at reading speed; measured {rate}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{p} accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>context {p} of {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the conversation: {n} of {total} tokens</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StorageWorker</name>
    <message>
        <source>Something could not be saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report says why.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TargetsModel</name>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With its drafter, here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, suggested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TaskLine</name>
    <message>
        <source>Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking through the disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taking in files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking that every byte is right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing files of the same size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Putting files back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Term</name>
    <message>
        <source>target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model whose answer you get.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drafter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The small model that guesses ahead of the target.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One draft and the one pass of the target that verifies it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>draft tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guesses submitted to the target, also the ones behind a rejected one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft tokens that the target kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft tokens that were not kept: the first one the target refused, and all behind it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recovered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The target&apos;s own token in place of the first rejected one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bonus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The target&apos;s own token behind a draft that was accepted whole; it costs nothing more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token of a round without a draft.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>acceptance rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted draft tokens divided by draft tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At each place in the draft, the share of the tokens submitted there that was accepted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>conditional</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At each place in the draft, the share accepted of those whose predecessors all were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens for each pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens emitted divided by rounds, the mean acceptance length; plain decoding yields 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens emitted divided by the time spent in rounds; reading the prompt is not in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed of the last rounds, older ones counting less: half a second or 8 rounds back, what lasts longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed from the beginning of the answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed without drafts, the median of measured rounds of this pair at a similar context length; a dash until there are some.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>faster than plain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This answer&apos;s mean speed divided by plain decoding&apos;s measured speed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many tokens are drafted in a round, at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time the drafter takes to guess the next few tokens of a round.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time the target takes to check them all in one pass, and to choose its own token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>overhead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is left of a round: turning tokens into text, reporting them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What llama.cpp allocated for the target, and what the drafter adds to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saved, lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An estimate: the time that plain decoding would take for as many tokens at its measured speed, less the time taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prompt read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens of the conversation; those still in the cache need not be read again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TermsDialog</name>
    <message>
        <source>What the figures mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words and their meanings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tidings</name>
    <message>
        <source>No file is here twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} models are here more than once; {size} could be freed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeBars</name>
    <message>
        <source>Milliseconds per round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round {n}: draft {draft}, verify {verify}, overhead {rest}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeLegend</name>
    <message>
        <source>draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>overhead</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TokenBars</name>
    <message>
        <source>Tokens per round by origin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} recovered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} bonus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} plain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round {n}: {parts}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TokenField</name>
    <message>
        <source>hf_…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hub is asked whose token this is…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token{user} is kept in this system&apos;s keyring.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token{user} is kept until Foretoken is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token{user} in HF_TOKEN is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token{user} of huggingface_hub&apos;s login is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No token is used. Gated models need one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TokenInspector</name>
    <message>
        <source>Previous token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TokenLegend</name>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recovered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bonus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plain</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TokenModel</name>
    <message>
        <source>Token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drafter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token&apos;s text in quotes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What became of it in this round.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How likely it was to the drafter. None for a token that nobody guessed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How likely it was to the target. None behind a rejected token: there the target was not asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>guessed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looked up</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ToolsMenu</name>
    <message>
        <source>&amp;Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Race…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tune…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} is measured; the chat answers again when it is over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TraceMenu</name>
    <message>
        <source>Repla&amp;y the last answer…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save tr&amp;ace of the last answer…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open t&amp;race…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save trace of the last answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traces (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open trace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trace is saved as {path}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TraceText</name>
    <message>
        <source>Answer by origin</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TraceViewer</name>
    <message>
        <source>Trace: {pair}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens of the round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The draft is verified.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TraceWorker</name>
    <message>
        <source>Something went wrong with {name}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>Conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foretoken</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TuneDialog</name>
    <message>
        <source>Tune</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiples of plain decoding. ▲ faster, ▼ slower in every repeat; ★ the fastest of its column, plain decoding unless another is clearly faster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens of each answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the measurement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer this way from now on. The automatic depth starts from the chosen depth and the times measured here, and goes on adapting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Repeats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each way answers one prompt of each kind, in turn, and is compared with plain decoding. Cancelling keeps what is measured until then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{way} on {kind}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profile cannot be written: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use: {way}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TuningController</name>
    <message>
        <source>Measure best &amp;settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try threads, attention and weight layouts, and keep what is fastest here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Forget measured settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is fastest here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words}, about {n} s left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring the best settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring was cancelled. Nothing has changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{found} Rounding differs: a greedy text may change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was measured cannot be forgotten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The usual settings are in force again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TurnRunner</name>
    <message>
        <source>Stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incomplete: the engine stopped.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WindowPage</name>
    <message>
        <source>the system&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the system says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>always</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In force from the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text si&amp;ze</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the whole window, at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reduce motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing slides, pulses or plays by itself.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>downloads</name>
    <message>
        <source>{size}/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes on by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits for its turn, {far}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>checking that every byte is right, {share}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused, {far}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>here and checked, {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch the new file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get access…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>examples</name>
    <message>
        <source>Tell me a short story about a harbour at dawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why is the sky blue?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write three sentences about the sea.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>force</name>
    <message>
        <source>{n} tokens of context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} layers on the GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loaded now: {name}, {settings}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threads and attention: the program&apos;s usual choice, nothing was measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By hand: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the usual settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words} What was measured on {day} ({found}, {gain}) is not used beside it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>installed</name>
    <message>
        <source>its own MTP head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same file is here {n} times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drafter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>companion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foretoken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>where it was (linked)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hugging Face cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LM Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ollama</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>llama.cpp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} models, {size}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>library</name>
    <message>
        <source>{n} months ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} years ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>licence not stated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>own licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gated: its terms have to be accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gated: its owner decides who may download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with drafter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drafter inside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drafters only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} downloads</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>library details</name>
    <message>
        <source>{name} (in {n} files)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs about {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fits this target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no longer there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>inside the target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same repository</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recommended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>here already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimate: {span} times as fast as without a drafter. {basis}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>origin_words</name>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recovered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bonus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>solid underline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dotted underline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>double underline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>struck through, not part of the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The drafter guessed this token and the target kept it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The target&apos;s own token, in place of a guess that it rejected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole draft was accepted; the same pass of the target gave this token for free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the drafter guessed and the target did not keep. It is never copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was drafted: one pass of the target, one token.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>race</name>
    <message>
        <source>{method}, depth auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{method}, depth {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{method}, lookup first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No clear winner: {b} ran at {x}x of {a}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{b} is {x}x as fast as {a}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{a} is faster here: {b} runs at {x}x of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One repeat: run more to know the spread.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{low}x to {high}x over {n} repeats, each measured in turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both take the same memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory: {sign}{share} ({mb} MB) for {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The texts were sampled, so they differ; both ran to the same {n} tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both wrote the same text, token for token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The texts part at token {n}: {a} wrote {one}, {b} {other}. Tokens evaluated together round differently from one alone, which decides near-ties.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds} s, {rate}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine was not quiet: {load} processes wanted to compute on {cores} cores. Race again when nothing else runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” (probability {p})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt: {prompt}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pair}, greedy, at most {n} tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pair}, temperature {t}, top-k {k}, top-p {p}, seed {s}, {n} tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} cores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: warming up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: asking why the texts part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: run {i} of {n}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>shortcuts</name>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin a new line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the answer, or go back to the conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous and next token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First and last token of the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the figure before or after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the first or the last figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Race</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One round back or on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First and last round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ten rounds back or on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete a model</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>token_words</name>
    <message>
        <source>{token}  {origin}, token {n} of {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Probabilities are known only of answers asked for while tokens by origin is on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(the answer ends)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(part of a character)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The drafter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt lookup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0&#x202f;%, cut off by top-k, top-p or min-p,</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was drafted in this round; the target wrote the token{p}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The draft token of this round was accepted, so the same pass of the target gave one more token for free{p}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All {n} draft tokens of this round were accepted, so the same pass of the target gave one more token for free{p}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{drafter} guessed it{d}, and the target kept it{p}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{drafter} guessed {guess}{d}. The target found that {t} likely; the answer ends here instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{drafter} guessed {guess}; the answer ends here instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{drafter} guessed {guess}{d}. The target found that {t} likely and wrote {token} instead{p}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{drafter} guessed {guess}; the target wrote {token} instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule: rejection sampling. Kept with probability {ratio}: accepted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule: rejection sampling. Kept with probability {ratio}: rejected. The new token was drawn from the residual, what the target gives more than the drafter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule: match. The target&apos;s own first choice is the same: accepted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule: match. The target&apos;s own first choice is another: rejected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule: match. The token that the target drew itself is the same: accepted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule: match. The token that the target drew itself is another: rejected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>min(1, target / draft)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>min(1, {t} / {d}) = {ratio}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words} behind it went with it, unjudged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} more draft tokens went with it, unjudged: {words}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>position {i} of {n} in the draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} tokens from one pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>draft {ms}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verify {ms}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in all {ms}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>trace</name>
    <message>
        <source>Real time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slow motion 1/4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slow motion 1/10</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slow motion 1/100</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three rounds a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One round a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shown at 1 round a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shown at {n} rounds a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shown at {x}x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured {rate}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recovered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bonus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lookup first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>depth auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>depth {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>temperature {t}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>greedy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} tokens in {rounds} rounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{p} of draft tokens accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cut: the answer had more rounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before the first of {total} rounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round {n} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>draft {draft}, verify {verify}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round {n}: {what}; {times}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tune</name>
    <message>
        <source>Plain decoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt lookup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depth auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depth {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{depth}, stop below {p}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{x}x of plain decoding ({low}x to {high}x)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} tokens for each pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{p} of draft tokens accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain decoding is the fastest here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{way} is the fastest here: {x}x of plain decoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{kind}: {way}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another way is faster for {list}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>wording</name>
    <message>
        <source>{rate} tok/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} KB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} GB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{m} min {s} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} min ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} h ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} days ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain decoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multi-token prediction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EAGLE-3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt lookup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plain is timed first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trying depth {after}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>timing plain again, to compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>depth {after}, {speedup}x of plain expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>back to {after}: depth {before} gave {speedup}x of plain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off: all depths are slower, the best {speedup}x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off: no depth gains enough, the best {speedup}x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off: there is nothing to draft with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended at the length limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The context is full: start a new conversation, or raise its length in Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{p} accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {n} s left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {n} min left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Translation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maths</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
