<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>FileStrip</name>
    <message numerus="yes">
        <source>{n} models</source>
        <translation>
            <numerusform>{n} model</numerusform>
            <numerusform>{n} models</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lane</name>
    <message numerus="yes">
        <source>{n} tokens</source>
        <translation>
            <numerusform>{n} token</numerusform>
            <numerusform>{n} tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>{n} tokens</source>
        <translation>
            <numerusform>{n} token</numerusform>
            <numerusform>{n} tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tidings</name>
    <message numerus="yes">
        <source>{n} models are here more than once; {size} could be freed.</source>
        <translation>
            <numerusform>{n} model is here more than once; {size} could be freed.</numerusform>
            <numerusform>{n} models are here more than once; {size} could be freed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>force</name>
    <message numerus="yes">
        <source>{n} layers on the GPU</source>
        <translation>
            <numerusform>{n} layer on the GPU</numerusform>
            <numerusform>{n} layers on the GPU</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>installed</name>
    <message numerus="yes">
        <source>{n} models, {size}</source>
        <translation>
            <numerusform>{n} model, {size}</numerusform>
            <numerusform>{n} models, {size}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>library</name>
    <message numerus="yes">
        <source>{n} years ago</source>
        <translation>
            <numerusform>{n} year ago</numerusform>
            <numerusform>{n} years ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>race</name>
    <message numerus="yes">
        <source>{n} cores</source>
        <translation>
            <numerusform>{n} core</numerusform>
            <numerusform>{n} cores</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>trace</name>
    <message numerus="yes">
        <source>shown at {n} rounds a second</source>
        <translation>
            <numerusform>shown at {n} round a second</numerusform>
            <numerusform>shown at {n} rounds a second</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} tokens</source>
        <translation>
            <numerusform>{n} token</numerusform>
            <numerusform>{n} tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} rounds</source>
        <translation>
            <numerusform>{n} round</numerusform>
            <numerusform>{n} rounds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wording</name>
    <message numerus="yes">
        <source>{n} days ago</source>
        <translation>
            <numerusform>{n} day ago</numerusform>
            <numerusform>{n} days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} tokens</source>
        <translation>
            <numerusform>{n} token</numerusform>
            <numerusform>{n} tokens</numerusform>
        </translation>
    </message>
</context>
</TS>
